namespace Omua.Storage.Sqlite;

/// <summary>A write with an outcome.</summary>
internal sealed class PendingWrite<T>(Func<WriterConnection, T> write, bool isAlone, CancellationToken cancellationToken) : IPendingWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _outcome;

    public bool IsAlone => isAlone;

    public Task<T> Task => _done.Task;

    public bool IsCancelled()
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        _done.TrySetCanceled(cancellationToken);
        return true;
    }

    public void Run(WriterConnection connection) => _outcome = write(connection);

    public void Complete() => _done.TrySetResult(_outcome!);

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
