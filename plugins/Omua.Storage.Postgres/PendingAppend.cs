namespace Omua.Storage.Postgres;

/// <summary>An append that somebody waits for. It can be cancelled while it waits to be sent; after that its outcome is waited for, as nobody could say what became of it.</summary>
internal sealed class PendingAppend(JournalAppend append, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _registration;
    private int _isSettled;

    public JournalAppend Append => append;

    /// <summary>Characters of its events: a batch of large ones is kept short.</summary>
    public long Size { get; } = append.Events.Sum(each => (long)each.Json.Length);

    /// <summary>The sequence after it.</summary>
    public Task<long> Task => _done.Task;

    /// <summary>From now on the caller's token ends the wait, until it is taken.</summary>
    public void Watch() => _registration = cancellationToken.UnsafeRegister(static pending => ((PendingAppend)pending!).Cancel(), this);

    /// <summary>Takes it to be sent; false where it was cancelled before.</summary>
    public bool Take() => Interlocked.Exchange(ref _isSettled, 1) == 0;

    /// <summary>Ends the wait: with the sequence, or with what went wrong.</summary>
    public void End(Exception? exception)
    {
        _registration.Dispose();
        if (exception is null)
        {
            _done.TrySetResult(append.ExpectedSequence + append.Events.Count);
        }
        else
        {
            _done.TrySetException(exception);
        }
    }

    private void Cancel()
    {
        if (Interlocked.Exchange(ref _isSettled, 1) == 0)
        {
            _done.TrySetCanceled(cancellationToken);
        }
    }
}
