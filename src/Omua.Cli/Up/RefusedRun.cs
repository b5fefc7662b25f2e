using System.Text.Json.Nodes;

namespace Omua.Cli.Up;

/// <summary>An open run that cannot be taken up: its data or an agent is not what it was planned with, or is gone. It is tried again less and less often, and its status says why.</summary>
internal sealed record RefusedRun(IReadOnlyList<Fault> Faults, DateTimeOffset NextAt, TimeSpan Wait)
{
    private const string Collection = "refused_runs";
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    public static RefusedRun First(IReadOnlyList<Fault> faults, DateTimeOffset now) => new(faults, now + FirstWait, FirstWait);

    public RefusedRun Again(IReadOnlyList<Fault> faults, DateTimeOffset now)
    {
        var wait = Wait * 2 < LongestWait ? Wait * 2 : LongestWait;
        return new RefusedRun(faults, now + wait, wait);
    }

    public Task RecordAsync(IDocumentStore documents, string runId, CancellationToken cancellationToken) =>
        documents.PutAsync(Collection, runId, new JsonArray([.. Faults.Select(fault => (JsonNode)fault.ToString())]).ToJsonString(), null, cancellationToken);

    public static Task ForgetAsync(IDocumentStore documents, string runId, CancellationToken cancellationToken) => documents.DeleteAsync(Collection, runId, null, cancellationToken);

    /// <summary>Why a run could not be taken up the last time; empty where nothing stood in its way.</summary>
    public static async Task<IReadOnlyList<string>> WhyAsync(IDocumentStore documents, string runId, CancellationToken cancellationToken) =>
        await documents.GetAsync(Collection, runId, cancellationToken) is { } document ? [.. JsonNode.Parse(document.Json)!.AsArray().Select(why => why!.GetValue<string>())] : [];
}
