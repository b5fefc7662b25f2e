using System.Text.Json.Nodes;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis;

/// <summary>The document of a method that works on one dataset: its own members in the middle of what every method says.</summary>
internal static class MethodDocument
{
    public static void Write<TDataset>(CommandOutput output, string method, JsonObject body, DatasetInput<TDataset> input, IEnumerable<string> notes)
        where TDataset : Dataset
    {
        var document = new JsonObject { ["method"] = method, ["dataset"] = input.Dataset.Name };
        foreach (var (name, value) in body.ToList())
        {
            body.Remove(name);
            document[name] = value;
        }

        foreach (var (name, value) in AnalysisDocument.Ground([input.Dataset.Quality], [.. notes, .. input.Notes, .. input.Dataset.Quality.Notes], input.Loaded.Faults))
        {
            document[name] = value;
        }

        output.Json(document);
    }

    /// <summary>Writes what a reader must know below a table.</summary>
    public static void WriteNotes<TDataset>(CommandOutput output, DatasetInput<TDataset> input, IEnumerable<string> notes)
        where TDataset : Dataset
    {
        foreach (var note in notes.Concat(input.Notes))
        {
            output.Line($"note: {note}");
        }
    }
}
