using System.Text.Json.Nodes;

namespace Omua.Cli.Runs;

/// <summary>The data-quality report of a dataset as JSON.</summary>
internal static class QualityDocument
{
    public static JsonObject Of(Dataset dataset) => new()
    {
        ["name"] = dataset.Name,
        ["kind"] = dataset.Kind,
        ["format"] = dataset.Format,
        ["channel"] = dataset.Channel,
        ["simulated"] = dataset.IsSimulated,
        ["window"] = FigureJson.Of(dataset.Window),
        ["files"] = FigureJson.Of(dataset.Quality.Files, file => JsonValue.Create(file)),
        ["rows_read"] = dataset.Quality.RowsRead,
        ["rows_refused"] = dataset.Quality.RowsRefused,
        ["refused"] = FigureJson.Of(dataset.Quality.Refused, Refused),
        ["duplicates"] = dataset.Quality.Duplicates,
        ["repeated_files"] = FigureJson.Of(dataset.Quality.RepeatedFiles, file => JsonValue.Create(file)),
        ["gaps"] = FigureJson.Of(dataset.Quality.Gaps, gap => FigureJson.Of(gap)),
        ["currencies"] = FigureJson.Of(dataset.Quality.Currencies, currency => JsonValue.Create(currency)),
        ["notes"] = FigureJson.Of(dataset.Quality.Notes, note => JsonValue.Create(note)),
    };

    private static JsonObject Refused(RefusedRow row) => new() { ["file"] = row.File, ["line"] = row.Line, ["reason"] = row.Reason };
}
