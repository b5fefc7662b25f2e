namespace Omua.Llm.Budgets;

/// <summary>
/// What one run, or one day, has spent and holds reserved, kept in a document. Every change is a compare-and-set, so that processes that share a store share the account;
/// within the process changes wait for each other. Without a store it is kept in memory.
/// </summary>
internal sealed class SpendAccount(IDocumentStore? documents, string key) : IDisposable
{
    public const string Collection = "llm.spend";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private SpendState _known = new();
    private long _version;
    private bool _isRead;

    /// <summary>Holds an amount, if what is spent and held stays within the limit.</summary>
    /// <returns>Whether it is held, and how the account stands.</returns>
    public async Task<(bool IsHeld, SpendState State)> ReserveAsync(decimal amount, decimal limit, CancellationToken cancellationToken)
    {
        var isHeld = false;
        var state = await ChangeAsync(
            state =>
            {
                isHeld = state.Cost + state.Reserved + amount <= limit;
                return isHeld ? state with { Reserved = state.Reserved + amount } : state;
            },
            cancellationToken).ConfigureAwait(false);
        return (isHeld, state);
    }

    /// <summary>Releases what was held and books what was spent; null books nothing.</summary>
    public Task SettleAsync(decimal held, SpendEntry? entry, CancellationToken cancellationToken) =>
        ChangeAsync(state => (entry is null ? state : state.With(entry)) with { Reserved = Math.Max(0, state.Reserved - held) }, cancellationToken);

    public void Dispose() => _gate.Dispose();

    private async Task<SpendState> ChangeAsync(Func<SpendState, SpendState> change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                await ReadAsync(cancellationToken).ConfigureAwait(false);
                var next = change(_known);
                if (next == _known)
                {
                    return next;
                }

                if (await WriteAsync(next, cancellationToken).ConfigureAwait(false))
                {
                    return next;
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (_isRead || documents is null)
        {
            return;
        }

        var document = await documents.GetAsync(Collection, key, cancellationToken).ConfigureAwait(false);
        (_known, _version) = document is null ? (new SpendState(), 0) : (SpendState.Read(document.Json), document.Version);
        _isRead = true;
    }

    private async Task<bool> WriteAsync(SpendState next, CancellationToken cancellationToken)
    {
        if (documents is not null)
        {
            try
            {
                _version = await documents.PutAsync(Collection, key, next.ToJson(), _version, cancellationToken).ConfigureAwait(false);
            }
            catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
            {
                // Another process was first: what is known is old.
                _isRead = false;
                return false;
            }
            catch
            {
                // It may or may not have been written: read before the next change.
                _isRead = false;
                throw;
            }
        }

        _known = next;
        return true;
    }
}
