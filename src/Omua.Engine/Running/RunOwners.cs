using System.Text.Json.Nodes;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>
/// Who holds which run. The lease alone says until when; with this, a process on the same machine sees at once that the holder was killed and need not wait for
/// the lease to run out.
/// </summary>
internal sealed class RunOwners(IStorageBackend storage, ISilos? silos = null)
{
    private const string Collection = "run_owners";

    public Task RecordAsync(RunLease lease, CancellationToken cancellationToken) => storage.Documents.PutAsync(
        Collection,
        lease.RunId,
        new JsonObject
        {
            ["owner"] = lease.Owner,
            ["token"] = lease.Token,
            ["machine"] = ProcessIdentity.Current.Machine,
            ["process_id"] = ProcessIdentity.Current.ProcessId,
            ["started_at"] = JournalTime.Write(ProcessIdentity.Current.StartedAt),
            ["silo"] = silos?.Self,
        }.ToJsonString(),
        null,
        cancellationToken);

    public Task ForgetAsync(string runId, CancellationToken cancellationToken) => storage.Documents.DeleteAsync(Collection, runId, null, cancellationToken);

    /// <summary>Whether the run is held by this silo, as far as the store says: another that has taken it since has put its own name there.</summary>
    public async Task<bool> IsHeldHereAsync(string runId, CancellationToken cancellationToken) =>
        await storage.Documents.GetAsync(Collection, runId, cancellationToken).ConfigureAwait(false) is { } document && JsonNode.Parse(document.Json)!["silo"]?.GetValue<string>() == silos?.Self;

    /// <summary>The lease that a process held which is known to have ended; null where the holder may live.</summary>
    public async Task<RunLease?> LeftBehindAsync(string runId, CancellationToken cancellationToken)
    {
        if (await storage.Documents.GetAsync(Collection, runId, cancellationToken).ConfigureAwait(false) is not { } document)
        {
            return null;
        }

        var json = JsonNode.Parse(document.Json)!;
        return IsDead(json) ? new RunLease(runId, json["owner"]!.GetValue<string>(), json["token"]!.GetValue<long>(), DateTimeOffset.MinValue) : null;
    }

    /// <summary>Between machines of a cluster its membership decides; otherwise a process can only be seen on its own machine.</summary>
    private bool IsDead(JsonNode holder) => silos is not null && holder["silo"]?.GetValue<string>() is { } silo
        ? silos.IsDead(silo)
        : new ProcessIdentity(holder["machine"]!.GetValue<string>(), holder["process_id"]!.GetValue<int>(), JournalTime.Read(holder["started_at"]!)).IsKnownToBeDead();
}
