using System.Text.Json;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Datasets;

/// <summary>Data-quality reports as JSON.</summary>
internal static class QualityJson
{
    /// <summary>One object for one dataset: what it is, and how its rows were read.</summary>
    public static void WriteDataset(Utf8JsonWriter writer, Dataset dataset)
    {
        writer.WriteStartObject();
        writer.WriteString("name", dataset.Name);
        writer.WriteString("kind", dataset.Kind);
        writer.WriteString("format", dataset.Format);
        writer.WriteString("channel", dataset.Channel);
        writer.WriteBoolean("simulated", dataset.IsSimulated);
        if (dataset.Window is { } window)
        {
            writer.WritePropertyName("window");
            WriteRange(writer, window);
        }
        else
        {
            writer.WriteNull("window");
        }

        WriteTexts(writer, "files", dataset.Quality.Files);
        WriteRows(writer, [dataset.Quality]);
        WriteTexts(writer, "repeated_files", dataset.Quality.RepeatedFiles);
        writer.WriteStartArray("gaps");
        foreach (var gap in dataset.Quality.Gaps)
        {
            WriteRange(writer, gap);
        }

        writer.WriteEndArray();
        WriteTexts(writer, "currencies", dataset.Quality.Currencies);
        WriteTexts(writer, "notes", dataset.Quality.Notes);
        writer.WriteEndObject();
    }

    /// <summary>The members <c>rows_read</c>, <c>rows_refused</c>, <c>duplicates</c> and <c>refused</c>, summed over datasets.</summary>
    public static void WriteRows(Utf8JsonWriter writer, IReadOnlyList<DatasetQuality> qualities)
    {
        writer.WriteNumber("rows_read", qualities.Sum(quality => quality.RowsRead));
        writer.WriteNumber("rows_refused", qualities.Sum(quality => quality.RowsRefused));
        writer.WriteNumber("duplicates", qualities.Sum(quality => quality.Duplicates));
        writer.WriteStartArray("refused");
        foreach (var row in qualities.SelectMany(quality => quality.Refused))
        {
            writer.WriteStartObject();
            writer.WriteString("file", row.File);
            writer.WriteNumber("line", row.Line);
            writer.WriteString("reason", row.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The member <c>faults</c>: what could not be used.</summary>
    public static void WriteFaults(Utf8JsonWriter writer, IReadOnlyList<Fault> faults)
    {
        writer.WriteStartArray("faults");
        foreach (var fault in faults)
        {
            FaultText.Write(writer, fault);
        }

        writer.WriteEndArray();
    }

    public static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteRange(Utf8JsonWriter writer, DateRange range)
    {
        writer.WriteStartObject();
        writer.WriteString("from", range.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteString("to", range.To.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }
}
