using System.Text.Json.Nodes;

namespace Omua.Cluster.Hosting;

/// <summary>
/// The suspects that have their machine to themselves. Kept in the store, since whoever takes up the run of a machine that died must know whether the suspect ran there
/// or still waited for its turn while something else killed the machine.
/// </summary>
internal sealed class SuspectMarks(IStorageBackend storage)
{
    private const string Collection = "cluster_suspects";

    public Task SetAsync(string runId, string taskId, int attempt, CancellationToken cancellationToken) =>
        storage.Documents.PutAsync(Collection, Key(runId, taskId), new JsonObject { ["attempt"] = attempt }.ToJsonString(), null, cancellationToken);

    public Task RemoveAsync(string runId, string taskId, CancellationToken cancellationToken) =>
        storage.Documents.DeleteAsync(Collection, Key(runId, taskId), null, cancellationToken);

    public async Task<bool> HasBegunAsync(string runId, string taskId, int attempt, CancellationToken cancellationToken) =>
        await storage.Documents.GetAsync(Collection, Key(runId, taskId), cancellationToken).ConfigureAwait(false) is { } mark
        && JsonNode.Parse(mark.Json)!["attempt"]!.GetValue<int>() == attempt;

    private static string Key(string runId, string taskId) => $"{runId}/{taskId}";
}
