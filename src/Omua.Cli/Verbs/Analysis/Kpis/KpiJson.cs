using System.Text.Json;
using Omua.Analytics;
using Omua.Cli.Verbs.Datasets;

namespace Omua.Cli.Verbs.Analysis.Kpis;

/// <summary>A KPI roll-up as JSON: the shape of <c>analyze kpi</c>.</summary>
internal static class KpiJson
{
    public static void Write(Utf8JsonWriter writer, KpiReport report, LoadedData loaded)
    {
        writer.WriteStartObject();
        writer.WriteString("method", "kpi");
        writer.WriteStartObject("totals");
        WriteFigures(writer, report.Totals);
        writer.WriteEndObject();
        if (report.TotalsByCurrency.Count > 0)
        {
            WriteRows(writer, "totals_by_currency", report.TotalsByCurrency);
        }

        WriteRows(writer, "by", report.By);
        var used = loaded.Datasets.Where(dataset => report.Datasets.Contains(dataset.Name)).ToList();
        writer.WriteStartObject("quality");
        QualityJson.WriteRows(writer, [.. used.Select(dataset => dataset.Quality)]);
        writer.WriteEndObject();
        QualityJson.WriteTexts(writer, "datasets", report.Datasets);
        QualityJson.WriteTexts(writer, "notes", report.Notes);
        QualityJson.WriteFaults(writer, loaded.Faults);
        writer.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter writer, string name, IReadOnlyList<KpiRow> rows)
    {
        writer.WriteStartArray(name);
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("key");
            foreach (var (dimension, value) in row.Key)
            {
                writer.WriteString(dimension, value);
            }

            writer.WriteEndObject();
            WriteFigures(writer, row.Figures);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFigures(Utf8JsonWriter writer, KpiFigures figures)
    {
        writer.WriteNumber("rows", figures.RowCount);
        writer.WriteString("currency", figures.Currency);
        foreach (var (name, value) in KpiColumns.All)
        {
            WriteNumber(writer, name, value(figures));
        }

        foreach (var (name, value) in figures.Further)
        {
            if (!KpiColumns.Names.Contains(name))
            {
                WriteNumber(writer, name, value);
            }
        }

        WriteInterval(writer, "ctr_interval", figures.CtrInterval);
        WriteInterval(writer, "cvr_interval", figures.CvrInterval);
        WriteInterval(writer, "cpc_interval", figures.CpcInterval);
        WriteInterval(writer, "cpa_interval", figures.CpaInterval);
        WriteInterval(writer, "roas_interval", figures.RoasInterval);
        writer.WriteString("interval_method", figures.IntervalMethod);
    }

    private static void WriteInterval(Utf8JsonWriter writer, string name, Interval? interval)
    {
        if (interval is not { } range)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        WriteNumber(writer, "low", range.Low);
        WriteNumber(writer, "high", range.High);
        writer.WriteNumber("level", range.Level);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
