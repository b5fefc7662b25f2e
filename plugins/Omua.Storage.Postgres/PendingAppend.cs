namespace Omua.Storage.Postgres;

/// <summary>An append that somebody waits for.</summary>
internal sealed class PendingAppend(JournalAppend append, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public JournalAppend Append => append;

    /// <summary>Characters of its events: a batch of large ones is kept short.</summary>
    public long Size { get; } = append.Events.Sum(each => (long)each.Json.Length);

    /// <summary>Whether the caller has given up before it was sent.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    /// <summary>The sequence after it. The wait ends with the caller's token, whether or not it was sent by then.</summary>
    public Task<long> WaitAsync() => _done.Task.WaitAsync(cancellationToken);

    /// <summary>Ends the wait: with the sequence, or with what went wrong.</summary>
    public void End(Exception? exception)
    {
        if (exception is null)
        {
            _done.TrySetResult(append.ExpectedSequence + append.Events.Count);
            return;
        }

        _done.TrySetException(exception);

        // Looked at here, since whoever stopped waiting does not.
        _ = _done.Task.Exception;
    }
}
