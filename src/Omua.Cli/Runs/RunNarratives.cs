using System.Text.Json.Nodes;
using Omua.Llm.Narrating;

namespace Omua.Cli.Runs;

/// <summary>The summaries in prose that were written for runs, kept beside them: a run that is shown again costs nothing again.</summary>
internal static class RunNarratives
{
    private const string Collection = "run.narratives";

    public static JsonObject Json(Narrative narrative) => new()
    {
        ["text"] = narrative.Text,
        ["model"] = narrative.Model,
        ["struck"] = narrative.Struck,
        ["facts"] = FigureJson.Of(narrative.Facts, fact => new JsonObject { ["figure"] = fact.Text, ["what"] = fact.What, ["source"] = fact.Source }),
    };

    public static Task KeepAsync(IDocumentStore documents, string runId, Narrative narrative, CancellationToken cancellationToken) =>
        documents.PutAsync(Collection, runId, Json(narrative).ToJsonString(), cancellationToken: cancellationToken);

    /// <summary>In the shape of the run's document; null where none was written.</summary>
    public static async Task<JsonObject?> OfRunAsync(IDocumentStore documents, string runId, CancellationToken cancellationToken) =>
        await documents.GetAsync(Collection, runId, cancellationToken) is { } kept ? JsonNode.Parse(kept.Json)!.AsObject() : null;
}
