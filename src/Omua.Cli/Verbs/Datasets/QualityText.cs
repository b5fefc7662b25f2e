using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Datasets;

/// <summary>A data-quality report as lines.</summary>
internal static class QualityText
{
    private const int RefusedShown = 10;

    public static void Write(CommandOutput output, Dataset dataset)
    {
        var quality = dataset.Quality;
        output.Heading(dataset.Name);
        output.Line($"  format      {dataset.Format} ({dataset.Kind}), channel {dataset.Channel ?? "not identified by the export"}");
        output.Line($"  days        {(dataset.Window is { } days ? $"{days.From:yyyy-MM-dd} to {days.To:yyyy-MM-dd}" : "none that can be trusted")}");
        output.Line($"  files       {string.Join(", ", quality.Files)}");
        output.Line($"  rows        {Count(quality.RowsRead)} read, {Count(quality.RowsRefused)} refused, {Count(quality.Duplicates)} exact duplicates (kept)");
        if (quality.Currencies.Count > 0)
        {
            output.Line($"  currencies  {string.Join(", ", quality.Currencies)}{(quality.Currencies.Count > 1 ? " (each rolled up apart)" : "")}");
        }

        if (dataset is PerformanceDataset { Table: var table })
        {
            output.Line($"  dimensions  {string.Join(", ", table.Dimensions)}");
            output.Line($"  measures    {string.Join(", ", table.Measures)}");
        }

        foreach (var row in quality.Refused.Take(RefusedShown))
        {
            output.Line($"  refused     {row.File}:{row.Line}: {row.Reason}");
        }

        if (quality.RowsRefused > RefusedShown)
        {
            output.Line($"  refused     and {Count(quality.RowsRefused - RefusedShown)} more; --json lists up to 100");
        }

        foreach (var file in quality.RepeatedFiles)
        {
            output.Line($"  left out    {file}: the same content as an earlier file");
        }

        foreach (var gap in quality.Gaps)
        {
            output.Line($"  gap         {gap.From:yyyy-MM-dd} to {gap.To:yyyy-MM-dd}: no rows");
        }

        foreach (var note in quality.Notes)
        {
            output.Line($"  note        {note}");
        }

        output.Line();
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
