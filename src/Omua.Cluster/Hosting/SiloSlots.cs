namespace Omua.Cluster.Hosting;

/// <summary>How many attempts run at once on a silo, in the order in which they came. One that must be alone waits until the others have ended, and holds the next ones back.</summary>
internal sealed class SiloSlots(int slots)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(TaskCompletionSource Turn, bool IsAlone)> _waiting = [];
    private int _running;
    private bool _isAlone;

    /// <summary>Waits for a slot; disposing of what it gives frees it.</summary>
    public async Task<IDisposable> TakeAsync(bool isAlone, CancellationToken cancellationToken)
    {
        var node = new LinkedListNode<(TaskCompletionSource Turn, bool IsAlone)>((new(TaskCreationOptions.RunContinuationsAsynchronously), isAlone));
        lock (_gate)
        {
            _waiting.AddLast(node);
            Admit();
        }

        try
        {
            await node.Value.Turn.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                if (node.List is null)
                {
                    Free();
                }
                else
                {
                    _waiting.Remove(node);
                    Admit();
                }
            }

            throw;
        }

        return new Slot(this);
    }

    private void Admit()
    {
        while (_waiting.First is { } next && !_isAlone && (next.Value.IsAlone ? _running == 0 : _running < slots))
        {
            _waiting.RemoveFirst();
            _running++;
            _isAlone = next.Value.IsAlone;
            next.Value.Turn.SetResult();
        }
    }

    private void Free()
    {
        _running--;
        _isAlone = false;
        Admit();
    }

    private sealed class Slot(SiloSlots slots) : IDisposable
    {
        private bool _isFree;

        public void Dispose()
        {
            lock (slots._gate)
            {
                if (!_isFree)
                {
                    _isFree = true;
                    slots.Free();
                }
            }
        }
    }
}
