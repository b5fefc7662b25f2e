using Omua.Engine.Journal;

namespace Omua.Cluster.Hosting;

/// <summary>What the runs stand on that attempts of this silo belong to. Terms are read from the journal: they are the same everywhere, and need not travel.</summary>
internal sealed class GroundCache(IRunGrounds grounds, IStorageBackend storage)
{
    private const int Kept = 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<(string RunId, Task<RunGround> Ground)> _recent = [];

    /// <exception cref="FaultException">This machine does not have what the run needs.</exception>
    /// <exception cref="StorageException">The journal could not be read.</exception>
    public async Task<RunGround> OpenAsync(string runId)
    {
        var opened = Opened(runId);
        try
        {
            return await opened.ConfigureAwait(false);
        }
        catch
        {
            // What is missing may be there at the next look.
            lock (_gate)
            {
                if (_recent.FirstOrDefault(each => each.Ground == opened) is { Ground: not null } failed)
                {
                    _recent.Remove(failed);
                }
            }

            throw;
        }
    }

    private Task<RunGround> Opened(string runId)
    {
        lock (_gate)
        {
            var found = _recent.FirstOrDefault(each => each.RunId == runId);
            if (found.Ground is not null)
            {
                _recent.Remove(found);
            }
            else
            {
                found = (runId, Task.Run(() => ReadAsync(runId)));
            }

            _recent.AddFirst(found);
            if (_recent.Count > Kept)
            {
                _recent.RemoveLast();
            }

            return found.Ground;
        }
    }

    private async Task<RunGround> ReadAsync(string runId)
    {
        await foreach (var stored in storage.Journal.LoadAsync(runId).ConfigureAwait(false))
        {
            if (RunEventJson.Read(stored).Terms is { } terms)
            {
                return await grounds.OpenAsync(runId, terms, CancellationToken.None).ConfigureAwait(false);
            }
        }

        throw new FaultException(new Fault(FaultCodes.UnknownRun, $"there is no run '{runId}'", "omua workflow list shows the runs"));
    }
}
