using System.CommandLine;
using Omua.Analytics;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Datasets;

namespace Omua.Cli.Verbs.Analysis.Kpis;

/// <summary><c>omua analyze kpi</c>: sums and ratios of performance rows.</summary>
internal static class KpiVerb
{
    private static readonly Option<string[]> By = new("--by") { Description = "Dimensions to group by, with commas between", HelpName = "a,b", AllowMultipleArgumentsPerToken = true };

    private static readonly Option<string?> Grain = new("--grain") { Description = "Group by day, week or month", HelpName = "GRAIN" };

    public static Option<string[]> Where { get; } = new("--where") { Description = "Only rows where a dimension has this value; may be repeated", HelpName = "dimension=value" };

    public static Command Create()
    {
        var kpi = new Verb("kpi", "Sums and ratios (CTR, CPC, CPM, CPA, CVR, ROAS, margin) from summed parts")
        {
            Examples =
            [
                "omua analyze kpi --data exports/google_ads --by campaign",
                "omua analyze kpi --data exports/ --by campaign,ad_set --grain week --json",
                "omua analyze kpi --data ads.csv --where campaign=Brand --grain day",
            ],
        };
        foreach (var option in DataOptions.All.Concat([By, Grain, Where]))
        {
            kpi.Add(option);
        }

        return kpi.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var path = AnalysisInput.Path(invocation, "kpi");
        var query = new KpiQuery { By = AnalysisInput.Names(invocation.Get(By)), Grain = GrainOf(invocation.Get(Grain)), Where = Conditions(invocation.Get(Where)), HasIntervals = true };
        var loaded = await Exports.LoadAsync(path, DataOptions.From(invocation), cancellationToken);
        if (!loaded.Datasets.OfType<PerformanceDataset>().Any())
        {
            throw new FaultException(AnalysisInput.Nothing("kpi", "performance rows (two of impressions, clicks and cost, and date or campaign)", loaded));
        }

        var report = Kpi.RollUp([.. loaded.Datasets.OfType<PerformanceDataset>()], query);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => KpiJson.Write(writer, report, loaded));
        }
        else
        {
            KpiText.Write(invocation.Output, report, query);
        }

        invocation.Output.Warn(loaded.Faults);
        return ExitCode.Done;
    }

    private static TimeGrain GrainOf(string? given) => given?.ToLowerInvariant() switch
    {
        null or "none" => TimeGrain.None,
        "day" => TimeGrain.Day,
        "week" => TimeGrain.Week,
        "month" => TimeGrain.Month,
        _ => throw new FaultException(UsageFaults.Wrong($"--grain cannot be '{given}'", "use day, week or month")),
    };

    public static Dictionary<string, string> Conditions(string[]? given)
    {
        var conditions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in given ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new FaultException(UsageFaults.Wrong($"--where '{text}' has no '='", "write it as dimension=value: --where campaign=Brand"));
            }

            if (!conditions.TryAdd(text[..equals], text[(equals + 1)..]))
            {
                throw new FaultException(UsageFaults.Wrong($"--where names '{text[..equals]}' twice", "give each dimension one value"));
            }
        }

        return conditions;
    }
}
