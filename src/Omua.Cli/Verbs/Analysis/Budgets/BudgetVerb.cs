using System.CommandLine;
using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Datasets;

namespace Omua.Cli.Verbs.Analysis.Budgets;

/// <summary><c>omua analyze budget</c>: response curves, and the split of a budget that is worth most within bounds.</summary>
internal static class BudgetVerb
{
    private static readonly Option<decimal?> Budget = new("--budget") { Description = "The budget to split (default: the spend of the data)", HelpName = "N" };
    private static readonly Option<string?> By = new("--by") { Description = "The dimension to split over (default: campaign, else channel)", HelpName = "DIMENSION" };
    private static readonly Option<string?> Objective = new("--objective") { Description = "revenue or conversions (default: revenue where the data carries it)", HelpName = "MEASURE" };
    private static readonly Option<double?> Days = new("--days") { Description = "Days that the budget is for (default: as many as it lasts at the current spend)", HelpName = "N" };
    private static readonly Option<int?> CurrentDays = new("--current-days") { Description = "Last days whose mean spend is the current one (default: the whole window)", HelpName = "N" };
    private static readonly Option<double> Step = new("--max-step") { Description = "Largest move of an amount up or down, as a share of it", HelpName = "SHARE", DefaultValueFactory = _ => 0.2 };
    private static readonly Option<string[]> Floor = new("--floor") { Description = "Least amount of one; may be repeated", HelpName = "NAME=N" };
    private static readonly Option<string[]> Cap = new("--cap") { Description = "Largest amount of one; may be repeated", HelpName = "NAME=N" };
    private static readonly Option<double?> Target = new("--target-return") { Description = "Least outcome for each unit of the budget (a ROAS, or conversions for money)", HelpName = "N" };
    private static readonly Option<double?> Explore = new("--explore") { Description = "Try what has little data on this quantile of what its return may be, 0.5 to below 1", HelpName = "Q" };
    private static readonly Option<bool> Share = new("--share-elasticity") { Description = "Draw elasticities of three and more toward their mean, each by how unsure it is" };
    private static readonly Option<string?> Currency = new("--currency") { Description = "The currency to use where rows are of several", HelpName = "CODE" };
    private static readonly Option<int> Seed = new("--seed") { Description = "Seed of the resampling", HelpName = "N", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var verb = new Verb("budget", "Split a budget by marginal returns, within steps, floors, caps and a target")
        {
            Examples =
            [
                "omua analyze budget --data exports/ --budget 5000",
                "omua analyze budget --data exports/ --budget 5000 --days 7 --current-days 7 --cap \"Brand=900\" --json",
                "omua analyze budget --data exports/ --budget 5000 --target-return 2.5 --explore 0.8",
            ],
        };
        foreach (var option in DataOptions.All.Concat([Budget, By, Objective, Days, CurrentDays, Step, Floor, Cap, Target, Explore, Share, Currency, Seed]))
        {
            verb.Add(option);
        }

        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var loaded = await Exports.LoadAsync(AnalysisInput.Path(invocation, "budget"), DataOptions.From(invocation), cancellationToken);
        var datasets = loaded.Datasets.OfType<PerformanceDataset>().Where(dataset => dataset.SameSpendAs is null && dataset.Table.HasMeasure(MeasureNames.Cost)).ToList();
        if (datasets.Count == 0)
        {
            throw new FaultException(loaded.Faults.Count > 0 ? loaded.Faults : [new Fault(FaultCodes.MissingMeasure, "No export here carries cost.", "Export it with a column for cost.")]);
        }

        // Spend of one budget is compared with itself: where there are several exports, the one with most rows is split, and the others are named.
        var dataset = datasets.MaxBy(each => each.Table.RowCount)!;
        var by = invocation.Get(By) ?? new[] { DimensionNames.Campaign, DimensionNames.AdSet, DimensionNames.Channel }.FirstOrDefault(dataset.Table.HasDimension) ?? DimensionNames.Campaign;
        var curves = ResponseCurve.Fit(dataset.Table, [by], new ResponseOptions
        {
            Objective = invocation.Get(Objective), Currency = invocation.Get(Currency), CurrentDays = invocation.Get(CurrentDays), SharesElasticity = invocation.Get(Share), Seed = invocation.Get(Seed), Draws = 400,
        });
        var budget = RunArguments.Amount(invocation.Get(Budget)) ?? decimal.Round((decimal)curves.Sum(curve => curve.CurrentSpend * (curve.Window is null ? 1 : dataset.Window?.Days ?? 1)), 2);
        var constraints = new AllocationConstraints
        {
            MaximumStep = invocation.Get(Step),
            PeriodDays = invocation.Get(Days),
            TargetReturn = invocation.Get(Target),
            Exploration = invocation.Get(Explore),
            Floors = Amounts(invocation.Get(Floor), "--floor"),
            Caps = Amounts(invocation.Get(Cap), "--cap"),
            Held = ConversionSilence.Find(dataset, [by]).Silent.Where(silence => silence.IsBeyondChance).ToDictionary(silence => silence.Key[by], Why, StringComparer.Ordinal),
        };
        var allocation = BudgetAllocation.Allocate(curves, budget, constraints);
        if (!allocation.IsFeasible)
        {
            throw new FaultException(new Fault(FaultCodes.AllocationInfeasible, $"The budget of {budget.ToString(CultureInfo.InvariantCulture)} cannot be split: {allocation.Reason}.", "Loosen the bound or target that it names."));
        }

        BudgetOutput.Write(invocation, curves, allocation, dataset, [.. datasets.Where(each => each != dataset).Select(each => $"{each.Name} is not part of this budget: one export is split at a time")], loaded.Faults);
        return ExitCode.Done;
    }

    private static string Why(ConversionSilence silence) => string.Create(CultureInfo.InvariantCulture, $"no conversion since {silence.Since:yyyy-MM-dd}; check the tag first");

    private static Dictionary<string, decimal> Amounts(string[]? given, string option)
    {
        var amounts = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var text in given ?? [])
        {
            // The last '=' parts name and amount, since names of campaigns may hold one.
            var equals = text.LastIndexOf('=');
            if (equals < 1 || !decimal.TryParse(text[(equals + 1)..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            {
                throw new FaultException(UsageFaults.Wrong($"{option} '{text}' is no name and amount", $"write it as {option} \"Brand=900\""));
            }

            amounts[text[..equals]] = amount;
        }

        return amounts;
    }
}
