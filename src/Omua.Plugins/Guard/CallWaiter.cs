namespace Omua.Plugins.Guard;

/// <summary>A call that waits for a place. Either it is granted one or it gives up; never both.</summary>
internal sealed class CallWaiter
{
    private readonly TaskCompletionSource _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isDecided;

    public Task Granted => _granted.Task;

    public bool TryGrant()
    {
        var isFirst = Interlocked.Exchange(ref _isDecided, 1) == 0;
        if (isFirst)
        {
            _granted.SetResult();
        }

        return isFirst;
    }

    public bool TryGiveUp() => Interlocked.Exchange(ref _isDecided, 1) == 0;
}
