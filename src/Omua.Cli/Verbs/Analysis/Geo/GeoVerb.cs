using System.CommandLine;
using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Datasets;

namespace Omua.Cli.Verbs.Analysis.Geo;

/// <summary><c>omua analyze geo</c>: what was done in some places, held against the others.</summary>
internal static class GeoVerb
{
    private static readonly Option<string?> Place = new("--place") { Description = "The column that names the places (default: region)", HelpName = "COLUMN" };
    private static readonly Option<string?> Outcome = new("--outcome") { Description = "The column of the outcome", HelpName = "COLUMN" };
    private static readonly Option<string[]> Treated = new("--treated") { Description = "The places in which something was done", HelpName = "a,b", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> From = new("--from") { Description = "Its first day", HelpName = "yyyy-MM-dd" };
    private static readonly Option<string?> To = new("--to") { Description = "Its last day (default: the end of the data)", HelpName = "yyyy-MM-dd" };
    private static readonly Option<double?> Spend = new("--spend") { Description = "Money that it cost, for the return", HelpName = "N" };
    private static readonly Option<double> Level = new("--level") { Description = "Confidence level of the interval", HelpName = "SHARE", DefaultValueFactory = _ => 0.9 };

    public static Command Create()
    {
        var verb = new Verb("geo", "What a treatment of some places added: synthetic control with conformal and placebo p-values")
        {
            Examples = ["omua analyze geo --data regions.csv --outcome sales --treated north,south --from 2025-03-03 --spend 20000"],
        };
        foreach (var option in new Option[] { DataOptions.Data, DataOptions.DayFirst, AnalysisInput.Time, Place, Outcome, Treated, From, To, Spend, Level })
        {
            verb.Add(option);
        }

        return verb.Does(RunAsync);
    }

    private static Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var treated = AnalysisInput.Names(invocation.Get(Treated));
        if (invocation.Get(Outcome) is not { } outcome || treated.Count == 0 || invocation.Get(From) is null)
        {
            throw new FaultException(UsageFaults.Wrong("'omua analyze geo' needs --outcome, --treated and --from", "see 'omua analyze geo --help'"));
        }

        var table = TimeTableReader.Read(AnalysisInput.Path(invocation, "geo"), invocation.Get(AnalysisInput.Time), invocation.Get(DataOptions.DayFirst));
        var options = new GeoOptions { Treated = treated, From = Day(invocation.Get(From), "--from")!.Value, To = Day(invocation.Get(To), "--to"), Spend = invocation.Get(Spend), Level = invocation.Get(Level) };
        var panel = GeoPanel.From(table, invocation.Get(Place) ?? "region", outcome);
        var lift = GeoLift.Estimate(panel, options);
        if (invocation.IsJson)
        {
            AnalysisDocument.Write(invocation.Output, "geo", GeoJson.Of(panel, lift, options), [table.Quality], lift.Notes, []);
            return Task.FromResult(ExitCode.Done);
        }

        Write(invocation, lift, options);
        return Task.FromResult(ExitCode.Done);
    }

    private static void Write(Invocation invocation, GeoLift lift, GeoOptions options)
    {
        var table = new TextTable("place", "weight").Right(1);
        foreach (var (place, weight) in lift.Weights.OrderByDescending(pair => pair.Value))
        {
            table.Add(place, AnalysisInput.Figure(weight));
        }

        invocation.Output.Table(table);
        invocation.Output.Line(string.Create(CultureInfo.InvariantCulture,
            $"{string.Join(", ", options.Treated)}: {AnalysisInput.Figure(lift.Effect)} added ({AnalysisInput.Figure(lift.EffectInterval.Low)} to {AnalysisInput.Figure(lift.EffectInterval.High)} at {lift.Level:P0}), {lift.RelativeEffect:P1} of what was to be expected"));
        invocation.Output.Line(string.Create(CultureInfo.InvariantCulture, $"p {lift.ConformalP:0.####} (conformal), {lift.PlaceboP:0.####} (placebo); error before {lift.FitError:P2}"));
        if (lift.Return is { } value)
        {
            invocation.Output.Line($"return on {AnalysisInput.Figure(options.Spend)} spent: {AnalysisInput.Figure(value)}");
        }

        foreach (var note in lift.Notes)
        {
            invocation.Output.Line($"note: {note}");
        }
    }

    private static DateTime? Day(string? given, string option) => given is null ? null
        : DateTime.TryParseExact(given, ["yyyy-MM-dd", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new FaultException(UsageFaults.Wrong($"{option} '{given}' is no day", "write it as yyyy-MM-dd"));
}
