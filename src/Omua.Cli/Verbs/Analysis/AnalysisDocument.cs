using System.Text.Json.Nodes;
using Omua.Cli.Runs;
using Omua.Cli.Shell;

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
    private static IEnumerable<(string Name, JsonNode Value)> Ground(IReadOnlyList<DatasetQuality> qualities, IEnumerable<string> notes, IReadOnlyList<Fault> faults) =>
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

    /// <summary>Writes the document of a method that has its own members: they stand between the method and what every document says at its end.</summary>
    public static void Write(CommandOutput output, string method, JsonObject body, IReadOnlyList<DatasetQuality> qualities, IEnumerable<string> notes, IReadOnlyList<Fault> faults, string? dataset = null)
    {
        var document = new JsonObject { ["method"] = method };
        if (dataset is not null)
        {
            document["dataset"] = dataset;
        }

        foreach (var (name, value) in body.ToList())
        {
            body.Remove(name);
            document[name] = value;
        }

        foreach (var (name, value) in Ground(qualities, notes, faults))
        {
            document[name] = value;
        }

        output.Json(document);
    }

    /// <summary>As <see cref="Write(CommandOutput, string, JsonObject, IReadOnlyList{DatasetQuality}, IEnumerable{string}, IReadOnlyList{Fault}, string)"/>, for a method on one dataset.</summary>
    public static void Write<TDataset>(CommandOutput output, string method, JsonObject body, DatasetInput<TDataset> input, IEnumerable<string> notes)
        where TDataset : Dataset =>
        Write(output, method, body, [input.Dataset.Quality], [.. notes, .. input.Notes, .. input.Dataset.Quality.Notes], input.Loaded.Faults, input.Dataset.Name);

    /// <summary>Writes what a reader must know below a table.</summary>
    public static void WriteNotes<TDataset>(CommandOutput output, DatasetInput<TDataset> input, IEnumerable<string> notes)
        where TDataset : Dataset
    {
        foreach (var note in notes.Concat(input.Notes))
        {
            output.Line($"note: {note}");
        }
    }

    public static JsonObject Key(IReadOnlyDictionary<string, string> key) => new(key.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
}
