using System.CommandLine;
using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Datasets;

namespace Omua.Cli.Verbs.Analysis.MarketingMix;

/// <summary><c>omua analyze mmm</c>: which part of the outcome goes with which channel's spend.</summary>
internal static class MixVerb
{
    private static readonly Option<string?> Outcome = new("--outcome") { Description = "Column of the outcome (exports: revenue or conversions)", HelpName = "COLUMN" };
    private static readonly Option<string[]> Spend = new("--spend") { Description = "Tables: columns of spend, one for each channel", HelpName = "a,b", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Controls = new("--controls") { Description = "Tables: what else moves the outcome", HelpName = "a,b", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> By = new("--by") { Description = "Exports: the dimension whose values are the channels (default: channel, else campaign)", HelpName = "DIMENSION" };
    private static readonly Option<string?> Lift = new("--lift-tests") { Description = "A file of lift tests: from,to,channel,spend_change,lift,standard_error", HelpName = "FILE" };
    private static readonly Option<string?> Shape = new("--saturation") { Description = "logistic (default) or hill", HelpName = "KIND" };
    private static readonly Option<int> Trend = new("--trend") { Description = "Degree of the trend, 0 to 3", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Season = new("--season") { Description = "Pairs of waves of the yearly season, 0 to 6", HelpName = "N", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> Draws = new("--draws") { Description = "Resamples behind the intervals", HelpName = "N", DefaultValueFactory = _ => 200 };

    public static Command Create()
    {
        var verb = new Verb("mmm", "Marketing mix model: carry-over, saturation, trend, season, controls, lift tests")
        {
            Examples =
            [
                "omua analyze mmm --data weekly.csv --outcome sales --spend tv,search,social --controls price",
                "omua analyze mmm --data weekly.csv --outcome sales --spend tv,search --lift-tests tests.csv --json",
                "omua analyze mmm --data exports/ --by channel",
            ],
        };
        foreach (var option in DataOptions.All.Concat([AnalysisInput.Time, Outcome, Spend, Controls, By, Lift, Shape, Trend, Season, Draws]))
        {
            verb.Add(option);
        }

        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var spend = AnalysisInput.Names(invocation.Get(Spend));
        var options = new MixOptions
        {
            Saturation = invocation.Get(Shape)?.ToLowerInvariant() switch
            {
                null or "logistic" => SaturationKind.Logistic,
                "hill" => SaturationKind.Hill,
                var other => throw new FaultException(UsageFaults.Wrong($"--saturation cannot be '{other}'", "use logistic or hill")),
            },
            TrendDegree = invocation.Get(Trend),
            SeasonOrder = invocation.Get(Season),
            Draws = invocation.Get(Draws),
            LiftTests = invocation.Get(Lift) is { } file ? LiftTests.Read(file) : [],
        };
        var input = await AnalysisInput.ReadAsync(invocation, "mmm", spend.Count > 0, cancellationToken);
        var (mix, quality) = spend.Count > 0 || input.Performance.Count == 0 ? Table(invocation, input, spend) : Exports(invocation, input);
        MixOutput.Write(invocation, mix, MixModel.Fit(mix, options), options, quality, input.Faults);
        return ExitCode.Done;
    }

    private static (MixInput Mix, DatasetQuality Quality) Table(Invocation invocation, SeriesInput input, List<string> spend)
    {
        if (spend.Count == 0 || invocation.Get(Outcome) is not { } outcome)
        {
            throw new FaultException(UsageFaults.Wrong("'omua analyze mmm' on a table needs --outcome and --spend", "name its columns: --outcome sales --spend tv,search"));
        }

        var table = input.Tables[0];
        var names = (List<string>)[outcome, .. spend, .. AnalysisInput.Names(invocation.Get(Controls))];
        var order = Enumerable.Range(0, table.Times.Count).OrderBy(row => table.Times[row]).ToList();
        var whole = order.Where(row => names.TrueForAll(name => double.IsFinite(table.Number(name)[row]))).ToList();
        MixColumn Column(string name) => new(name, [.. whole.Select(row => table.Number(name)[row])]);
        var mix = new MixInput
        {
            Times = [.. whole.Select(row => table.Times[row])],
            Outcome = Column(outcome).Values,
            Channels = [.. spend.Select(Column)],
            Controls = [.. AnalysisInput.Names(invocation.Get(Controls)).Select(Column)],
        };
        var empty = order.Count - whole.Count;
        return (mix, table.Quality with { RowsRead = whole.Count, RowsRefused = table.Quality.RowsRefused + empty, Refused = empty == 0 ? table.Quality.Refused :
            [.. table.Quality.Refused, new RefusedRow(table.Quality.Files[0], 0, string.Create(CultureInfo.InvariantCulture, $"{empty} rows have an empty cell in {string.Join(", ", names)}"))] });
    }

    private static (MixInput Mix, DatasetQuality Quality) Exports(Invocation invocation, SeriesInput input)
    {
        var dataset = input.Performance.Where(each => each.SameSpendAs is null && each.Table.HasMeasure(MeasureNames.Cost)).MaxBy(each => each.Table.RowCount)
            ?? throw new FaultException(new Fault(FaultCodes.MissingMeasure, "No export here carries cost.", "Export it with a column for cost."));
        var by = invocation.Get(By) ?? (dataset.Table.HasDimension(DimensionNames.Channel) && dataset.Table.Values(DimensionNames.Channel).Count > 1 ? DimensionNames.Channel : DimensionNames.Campaign);
        var outcome = invocation.Get(Outcome) ?? (dataset.Table.HasMeasure(MeasureNames.Revenue) ? MeasureNames.Revenue : MeasureNames.Conversions);
        return (WeeklyMix.Of(dataset.Table, [by], outcome), dataset.Quality);
    }
}
