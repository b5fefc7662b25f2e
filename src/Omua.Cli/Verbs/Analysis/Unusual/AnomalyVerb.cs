using System.CommandLine;
using Omua.Analytics;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Datasets;

namespace Omua.Cli.Verbs.Analysis.Unusual;

/// <summary><c>omua analyze anomaly</c>: days of exports, or values of any series, that the others did not let expect.</summary>
internal static class AnomalyVerb
{
    private static readonly Option<string[]> By = new("--by") { Description = "Dimensions of exports to look at apart (default: campaign)", HelpName = "a,b", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<double> Threshold = new("--threshold") { Description = "Exports: half width of the band in standard deviations", HelpName = "N", DefaultValueFactory = _ => 4 };
    private static readonly Option<string?> Currency = new("--currency") { Description = "Exports: the currency to use where rows are of several", HelpName = "CODE" };
    private static readonly Option<string[]> Value = new("--value") { Description = "Series: columns to watch (default: every column of numbers)", HelpName = "a,b", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Volume = new("--volume") { Description = "Series: the column with what a value rests on; values on less than 10 are not judged", HelpName = "COLUMN" };
    private static readonly Option<double> Rate = new("--false-alarms") { Description = "Series: share of ordinary values that may raise an alarm", HelpName = "SHARE", DefaultValueFactory = _ => new WatchOptions().FalseAlarmRate };
    private static readonly Option<string?> Labels = new("--labels") { Description = "Series: a file of labelled windows to score the alarms against", HelpName = "FILE" };

    public static Command Create()
    {
        var verb = new Verb("anomaly", "Find days or values that the others did not let expect")
        {
            Examples =
            [
                "omua analyze anomaly --data exports/ --by campaign",
                "omua analyze anomaly --data cpc_by_hour.csv --value cpc --volume clicks",
                "omua analyze anomaly --data series/ --labels windows.json --json",
            ],
        };
        foreach (var option in DataOptions.All.Concat([By, Threshold, Currency, AnalysisInput.Time, Value, Volume, Rate, Labels]))
        {
            verb.Add(option);
        }

        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var values = AnalysisInput.Names(invocation.Get(Value));
        var labels = invocation.Get(Labels) is { } file ? LabelledWindows.Read(file) : null;
        var input = await AnalysisInput.ReadAsync(invocation, "anomaly", values.Count > 0 || labels is not null, cancellationToken);
        if (input.Performance.Count > 0)
        {
            var given = AnalysisInput.Names(invocation.Get(By));
            var options = new AnomalyOptions { Threshold = invocation.Get(Threshold), Currency = invocation.Get(Currency) };
            var found = input.Performance.Where(dataset => dataset.SameSpendAs is null).Select(dataset => (Dataset: dataset, Report: Days(dataset, given, options))).ToList();
            AnomalyOutput.Days(invocation, input, found, options);
        }
        else
        {
            var options = new WatchOptions { FalseAlarmRate = invocation.Get(Rate) };
            var faults = new List<Fault>(input.Faults);
            var watched = input.Tables.SelectMany(table => Watch(table, values, invocation.Get(Volume), options, labels, faults)).ToList();
            if (watched.Count == 0)
            {
                throw new FaultException(faults);
            }

            // The labels may lie beside the series; that they are no series is no news.
            faults.RemoveAll(fault => fault.File is { } path && invocation.Get(Labels) is { } known && Path.GetFullPath(path) == Path.GetFullPath(known));
            AnomalyOutput.Series(invocation, input with { Faults = faults }, watched, options);
        }

        return ExitCode.Done;
    }

    private static AnomalyReport Days(PerformanceDataset dataset, List<string> given, AnomalyOptions options)
    {
        IReadOnlyList<string> by = given.Count > 0 ? given : dataset.Table.HasDimension(DimensionNames.Campaign) ? [DimensionNames.Campaign] : [];
        return Anomalies.Find(dataset.Table, by, options);
    }

    private static IEnumerable<WatchedSeries> Watch(TimeTable table, List<string> values, string? volume, WatchOptions options, LabelledWindows? labels, List<Fault> faults)
    {
        foreach (var column in values.Count > 0 ? values : table.Numbers.Where(name => name != volume))
        {
            WatchedSeries? watched = null;
            try
            {
                watched = WatchedSeries.Of(table, column, volume, options, labels);
            }
            catch (FaultException exception)
            {
                faults.AddRange(exception.Faults);
            }

            if (watched is not null)
            {
                yield return watched;
            }
        }
    }
}
