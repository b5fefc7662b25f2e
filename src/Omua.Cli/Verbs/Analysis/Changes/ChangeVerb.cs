using System.CommandLine;
using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Analysis.Kpis;
using Omua.Cli.Verbs.Datasets;

namespace Omua.Cli.Verbs.Analysis.Changes;

/// <summary><c>omua analyze change</c>: why metrics moved from one period to the next.</summary>
internal static class ChangeVerb
{
    private static readonly Option<string[]> Compare = new("--compare") { Description = "Two periods, the earlier one first (default: the last --days days and as many before)", HelpName = "A..B C..D", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int?> Days = new("--days") { Description = "Length of the two periods at the end of the data (default: 28, or half of what there is)", HelpName = "N" };
    private static readonly Option<string[]> By = new("--by") { Description = "Dimensions whose groups the change is shared out to (default: campaign)", HelpName = "a,b", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Metric = new("--metric") { Description = $"Metrics to explain, of {string.Join(", ", ChangeDecomposition.Metrics)} (default: all that the data carries)", HelpName = "a,b", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Currency = new("--currency") { Description = "The currency to use where rows are of several", HelpName = "CODE" };

    public static Command Create()
    {
        var verb = new Verb("change", "Why metrics moved between two periods: mix, rate and volume effects that sum to the change")
        {
            Examples =
            [
                "omua analyze change --data exports/ --by campaign",
                "omua analyze change --data exports/ --compare 2025-04-01..2025-04-30 2025-05-01..2025-05-31 --metric cpa,roas --json",
            ],
        };
        foreach (var option in DataOptions.All.Concat([Compare, Days, By, Metric, KpiVerb.Where, Currency]))
        {
            verb.Add(option);
        }

        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var path = AnalysisInput.Path(invocation, "change");
        var loaded = await Exports.LoadAsync(path, DataOptions.From(invocation), cancellationToken);
        var performance = loaded.Datasets.OfType<PerformanceDataset>().ToList();
        if (performance.Count == 0)
        {
            throw new FaultException(AnalysisInput.Nothing("change", "performance rows with days (columns date, campaign, and impressions, clicks or cost)", loaded));
        }

        var by = AnalysisInput.Names(invocation.Get(By));
        var (before, after) = Periods(invocation, performance);
        var report = ChangeDecomposition.Of(performance, new ChangeQuery
        {
            Before = before,
            After = after,
            By = by.Count == 0 ? [DimensionNames.Campaign] : by,
            Where = KpiVerb.Conditions(invocation.Get(KpiVerb.Where)),
            Metrics = AnalysisInput.Names(invocation.Get(Metric)),
            Currency = invocation.Get(Currency),
        });
        var used = loaded.Datasets.Where(dataset => report.Datasets.Contains(dataset.Name)).ToList();
        if (invocation.IsJson)
        {
            AnalysisDocument.Write(invocation.Output, "change", ChangeJson.Of(report), [.. used.Select(dataset => dataset.Quality)], report.Notes, loaded.Faults);
        }
        else
        {
            ChangeText.Write(invocation.Output, report);
        }

        invocation.Output.Warn(loaded.Faults);
        return ExitCode.Done;
    }

    private static (DateRange Before, DateRange After) Periods(Invocation invocation, IReadOnlyList<PerformanceDataset> datasets)
    {
        if (invocation.Get(Compare) is { Length: > 0 } given)
        {
            var periods = given.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(Period).ToList();
            return periods is [var first, var second] && invocation.Get(Days) is null ? (first, second)
                : throw new FaultException(UsageFaults.Wrong("--compare takes two periods, and no --days beside them", "write --compare 2025-04-01..2025-04-30 2025-05-01..2025-05-31"));
        }

        var windows = datasets.Where(dataset => dataset.Window is not null).Select(dataset => dataset.Window!.Value).ToList();
        if (windows.Count == 0)
        {
            throw new FaultException(new Fault(FaultCodes.NoDays, "No dataset here carries days, so there are no periods to compare.", "Export it with a column for the day."));
        }

        return ChangePeriods.AtTheEnd(new DateRange(windows.Min(window => window.From), windows.Max(window => window.To)), invocation.Get(Days))
            ?? throw new FaultException(new Fault(FaultCodes.TooFewObservations, $"The data covers {windows.Min(window => window.From):yyyy-MM-dd} to {windows.Max(window => window.To):yyyy-MM-dd}, which does not hold the two periods.", "Give fewer --days, or name the periods with --compare."));
    }

    private static DateRange Period(string text)
    {
        var ends = text.Split("..");
        return ends.Length == 2 && DateOnly.TryParseExact(ends[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            && DateOnly.TryParseExact(ends[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var to)
            ? new DateRange(from, to)
            : throw new FaultException(UsageFaults.Wrong($"'{text}' is no period", "write it as first..last day: 2025-04-01..2025-04-30"));
    }
}
