using Npgsql;

namespace Omua.Storage.Postgres;

/// <summary>
/// Sends the appends of many callers together: what arrives while earlier ones are under way goes into the next statement, so that many share one trip to the server and one
/// flush of its log. A caller alone waits for nobody. Each append stands or falls by itself. What is sent is not cancelled any more.
/// </summary>
internal sealed class AppendQueue(PostgresDatabase database, IPluginScope scope)
{
    /// <summary>Two: the next batch is on its way while the server works on one, and one that waits for a lock does not stop all others.</summary>
    private const int MostUnderWay = 2;
    private const int LargestBatch = 256;
    private const long LargestSize = 4 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<PendingAppend> _waiting = [];
    private int _underWay;

    public async Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = new PendingAppend(append, cancellationToken);
        if (MayGo(pending))
        {
            await SendAsync([pending]).ConfigureAwait(false);
            GoOn();
        }

        return await pending.Task.ConfigureAwait(false);
    }

    /// <summary>Whether an append may be sent at once; otherwise it waits for those that are under way.</summary>
    private bool MayGo(PendingAppend pending)
    {
        lock (_lock)
        {
            if (_underWay == MostUnderWay)
            {
                pending.Watch();
                _waiting.Enqueue(pending);
                return false;
            }

            _underWay++;
            return pending.Take();
        }
    }

    /// <summary>Hands the place of one that is through to those that wait.</summary>
    private void GoOn()
    {
        if (Next() is { Count: > 0 } batch)
        {
            // What is queued is sent even when the plugin is about to end, as far as its grace goes: somebody waits for it.
            scope.Run("appends", async _ =>
            {
                do
                {
                    await SendAsync(batch).ConfigureAwait(false);
                    batch = Next();
                }
                while (batch.Count > 0);
            });
        }
    }

    /// <summary>The next batch: one append of a run at most, since a statement changes a row once. Without any the place becomes free.</summary>
    private List<PendingAppend> Next()
    {
        lock (_lock)
        {
            var (batch, runs, size) = (new List<PendingAppend>(_waiting.Count), new HashSet<string>(StringComparer.Ordinal), 0L);
            while (batch.Count < LargestBatch && _waiting.TryPeek(out var next))
            {
                if (batch.Count > 0 && (size + next.Size > LargestSize || runs.Contains(next.Append.RunId)))
                {
                    break;
                }

                _waiting.Dequeue();
                if (next.Take())
                {
                    batch.Add(next);
                    runs.Add(next.Append.RunId);
                    size += next.Size;
                }
            }

            if (batch.Count == 0)
            {
                _underWay--;
            }

            return batch;
        }
    }

    /// <summary>Sends a batch. Where the server refuses it as a whole, for what may be one append's, each is sent by itself. Whatever is thrown belongs to those who wait.</summary>
    private async Task SendAsync(List<PendingAppend> batch)
    {
        try
        {
            var refused = await AppendStatement.RunAsync(database, [.. batch.Select(pending => pending.Append)]).ConfigureAwait(false);
            foreach (var pending in batch)
            {
                pending.End(refused.GetValueOrDefault(pending.Append.RunId));
            }
        }
        catch (StorageException exception) when (batch.Count > 1 && exception.InnerException is PostgresException { IsTransient: false })
        {
            foreach (var pending in batch)
            {
                await SendAsync([pending]).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            batch.ForEach(pending => pending.End(exception));
        }
    }
}
