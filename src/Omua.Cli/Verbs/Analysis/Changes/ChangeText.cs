using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.Changes;

/// <summary>A change as a table for each metric.</summary>
internal static class ChangeText
{
    // As many groups as move a metric visibly; --json has all.
    private const int GroupsShown = 10;

    public static void Write(CommandOutput output, ChangeReport report)
    {
        output.Line($"{report.Query.Before} against {report.Query.After}{(report.Currency is null ? "" : $", money in {report.Currency}")}");
        foreach (var metric in report.Metrics)
        {
            output.Heading($"{metric.Metric}: {AnalysisInput.Figure(metric.Before)} -> {AnalysisInput.Figure(metric.After)}, {Signed(metric.Change.Value)}{Range(metric.Change.Interval)}");
            var hasVolume = metric.Effects["volume"].Value is not 0;
            var hasUnpaired = metric.Effects["unpaired"].Value is not 0;
            var table = new TextTable(
                [string.Join(" / ", report.Query.By), "before", "after", .. Optional(hasVolume, "volume"), "mix", "rate", .. Optional(hasUnpaired, "unpaired"), "adds", "interval"]).Right(1);
            foreach (var segment in metric.Segments.Take(GroupsShown))
            {
                var effects = segment.Effects;
                table.Add([
                    string.Join(" / ", segment.Key.Values), AnalysisInput.Figure(segment.Before), AnalysisInput.Figure(segment.After), .. Optional(hasVolume, Signed(effects.Volume)),
                    Signed(effects.Mix), Signed(effects.Rate), .. Optional(hasUnpaired, Signed(effects.Unpaired)), Signed(effects.Total), Range(segment.Contribution.Interval).Trim()]);
            }

            if (metric.Segments.Count > GroupsShown)
            {
                var rest = metric.Segments.Skip(GroupsShown).Select(segment => segment.Effects).ToList();
                table.Add([
                    $"{rest.Count} more", "", "", .. Optional(hasVolume, Signed(rest.Sum(each => each.Volume))), Signed(rest.Sum(each => each.Mix)), Signed(rest.Sum(each => each.Rate)),
                    .. Optional(hasUnpaired, Signed(rest.Sum(each => each.Unpaired))), Signed(rest.Sum(each => each.Total)), ""]);
            }

            string Effect(string name) => Signed(metric.Effects[name].Value);

            table.Add([
                "total", AnalysisInput.Figure(metric.Before), AnalysisInput.Figure(metric.After), .. Optional(hasVolume, Effect("volume")), Effect("mix"), Effect("rate"),
                .. Optional(hasUnpaired, Effect("unpaired")), Signed(metric.Change.Value), Range(metric.Change.Interval).Trim()]);
            output.Table(table);
        }

        foreach (var note in report.Notes)
        {
            output.Line($"note: {note}");
        }
    }

    private static string[] Optional(bool isThere, string text) => isThere ? [text] : [];

    private static string Signed(double? value) => value is not { } number ? "n/a" : (number >= 0 ? "+" : "") + AnalysisInput.Figure(number);

    private static string Range(Interval? interval) => interval is { } range
        ? string.Create(CultureInfo.InvariantCulture, $" ({AnalysisInput.Figure(range.Low)} to {AnalysisInput.Figure(range.High)})") : "";
}
