using System.Text.Json.Nodes;
using Omua.Cli.Runs;

namespace Omua.Cli.Verbs.Analysis;

/// <summary>The document of <c>analyze METHOD --json</c>: the members that every method has, in their order; a method may add its own.</summary>
internal static class AnalysisDocument
{
    public static JsonObject Of(
        string method, JsonObject totals, IEnumerable<JsonNode> by, IReadOnlyList<DatasetQuality> qualities, IEnumerable<string> notes, IReadOnlyList<Fault> faults)
    {
        var document = new JsonObject { ["method"] = method, ["totals"] = totals, ["by"] = new JsonArray([.. by]) };
        foreach (var (name, value) in Ground(qualities, notes, faults))
        {
            document[name] = value;
        }

        return document;
    }

    /// <summary>What figures stand on: how the rows were read, what a reader must know, and what could not be read.</summary>
    public static IEnumerable<(string Name, JsonNode Value)> Ground(IReadOnlyList<DatasetQuality> qualities, IEnumerable<string> notes, IReadOnlyList<Fault> faults) =>
    [
        ("quality", new JsonObject
        {
            ["rows_read"] = qualities.Sum(quality => quality.RowsRead),
            ["rows_refused"] = qualities.Sum(quality => quality.RowsRefused),
            ["duplicates"] = qualities.Sum(quality => quality.Duplicates),
            ["refused"] = FigureJson.Of(qualities.SelectMany(quality => quality.Refused), row => new JsonObject { ["file"] = row.File, ["line"] = row.Line, ["reason"] = row.Reason }),
        }),
        ("notes", FigureJson.Of(notes, note => JsonValue.Create(note))),
        ("faults", FigureJson.Of(faults, fault => FigureJson.Of(fault))),
    ];

    public static JsonObject Key(IReadOnlyDictionary<string, string> key) => new(key.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
}
