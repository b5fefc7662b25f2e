using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.Ltv;

/// <summary><c>omua analyze ltv</c>: what customers are worth, by a model that is held against days that it had not seen.</summary>
internal static class LtvVerb
{
    private static readonly Option<string?> Model = new("--model") { Description = "bg_nbd, pareto_nbd, gamma_gamma or sbg (default: bg_nbd)", HelpName = "MODEL" };

    private static readonly Option<string?> By = new("--by") { Description = "Group acquired customers by a dimension of their first purchase (default: month of it)", HelpName = "DIMENSION" };

    private static readonly Option<string?> Until = new("--calibration-end") { Description = "Last day that the model is fitted to before it is judged (default: half of the days)", HelpName = "yyyy-MM-dd" };

    private static readonly Option<double?> Horizon = new("--horizon") { Description = "Weeks to foretell (default: 52); renewals for sbg (default: 12)", HelpName = "N" };

    private static readonly Option<string[]> Cac = new("--cac") { Description = "What it cost to acquire a customer; for all, or by group as group=amount; may be repeated", HelpName = "AMOUNT" };

    private static readonly Option<double?> Discount = new("--discount") { Description = "What money is discounted by in a year: 0.1 for ten in a hundred (default: 0)", HelpName = "RATE" };

    public static Command Create()
    {
        var verb = new Verb("ltv", "Lifetime value by cohort or channel: BG/NBD, Pareto/NBD, Gamma-Gamma, shifted beta-geometric")
        {
            Examples =
            [
                "omua analyze ltv --data orders.csv --model bg_nbd",
                "omua analyze ltv --data orders.csv --by channel --cac paid_search=12.50 --cac paid_social=9 --json",
                "omua analyze ltv --data survivors.csv --model sbg",
            ],
        };
        foreach (var option in AnalysisInput.Options.Concat([Model, By, Until, Horizon, Cac, Discount]))
        {
            verb.Add(option);
        }

        return verb.Does(RunAsync);
    }

    private static Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken) => (invocation.Get(Model) ?? "bg_nbd") switch
    {
        "sbg" => SurvivorsAsync(invocation, cancellationToken),
        "bg_nbd" or "pareto_nbd" or "gamma_gamma" => PurchasesAsync(invocation, cancellationToken),
        var other => throw new FaultException(UsageFaults.Wrong($"--model cannot be '{other}'", "use bg_nbd, pareto_nbd, gamma_gamma or sbg")),
    };

    private static async Task<int> PurchasesAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var input = await AnalysisInput.LoadAsync<TransactionDataset>(
            invocation, "ltv", "transactions (columns customer_id, date, amount), or survivors (columns period, survivors) for --model sbg", dataset => dataset.Transactions.Count > 0, cancellationToken);
        if (invocation.Get(Model) == "gamma_gamma")
        {
            return Spend(invocation, input);
        }

        var report = LifetimeValue.Of(input.Dataset.Transactions, new LifetimeValueOptions
        {
            IsPareto = invocation.Get(Model) == "pareto_nbd",
            By = invocation.Get(By),
            CalibrationEnd = Day(invocation.Get(Until)),
            HorizonWeeks = invocation.Get(Horizon) ?? 52,
            AcquisitionCosts = Costs(invocation.Get(Cac)),
            DiscountRate = invocation.Get(Discount) ?? 0,
        });
        if (invocation.IsJson)
        {
            AnalysisDocument.Write(invocation.Output, "ltv", LifetimeValueJson.Of(report), input, report.Notes);
        }
        else
        {
            LtvText.Write(invocation.Output, report);
            AnalysisDocument.WriteNotes(invocation.Output, input, report.Notes);
        }

        invocation.Output.Warn(input.Loaded.Faults);
        return ExitCode.Done;
    }

    private static int Spend(Invocation invocation, DatasetInput<TransactionDataset> input)
    {
        var end = Day(invocation.Get(Until)) ?? Half(input.Dataset.Window!.Value);
        var spend = GammaGamma.Fit(LifetimeValue.HistoriesAt(input.Dataset.Transactions, end));
        string[] notes = [$"Fitted to the repeat purchases up to {end:yyyy-MM-dd}; --calibration-end takes another day."];
        if (invocation.IsJson)
        {
            var parameters = LifetimeValueJson.Of(spend);
            var likelihood = parameters["log_likelihood"]?.DeepClone();
            parameters.Remove("log_likelihood");
            AnalysisDocument.Write(invocation.Output, "ltv", new JsonObject
            {
                ["model"] = "gamma_gamma", ["parameters"] = parameters, ["log_likelihood"] = likelihood, ["holdout"] = null, ["by"] = new JsonArray(),
            }, input, notes);
        }
        else
        {
            invocation.Output.Line(string.Create(CultureInfo.InvariantCulture,
                $"gamma-gamma: p {spend.P:0.####}, q {spend.Q:0.####}, v {spend.V:0.####}, log-likelihood {spend.LogLikelihood:0.####}, {spend.Customers} customers, mean amount {spend.PopulationMean:0.###}"));
            AnalysisDocument.WriteNotes(invocation.Output, input, notes);
        }

        return ExitCode.Done;
    }

    private static async Task<int> SurvivorsAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var input = await AnalysisInput.LoadAsync<SurvivorDataset>(invocation, "ltv", "survivors (columns period, survivors) for --model sbg", _ => true, cancellationToken);
        var periods = (int)(invocation.Get(Horizon) ?? 12);
        var fits = input.Dataset.Survivors.Select(curve => (Segment: curve.Key, Survivors: curve.Value, Model: ShiftedBetaGeometric.Fit(curve.Value))).ToList();
        string[] notes = ["Survival is foretold beyond the periods seen by the model alone; expected_lifetime is null where it has no end (alpha of 1 and less)."];
        if (invocation.IsJson)
        {
            var first = fits[0].Model;
            AnalysisDocument.Write(invocation.Output, "ltv", new JsonObject
            {
                ["model"] = "sbg",
                ["parameters"] = new JsonObject { ["alpha"] = FigureNode.Number(first.Alpha), ["beta"] = FigureNode.Number(first.Beta) },
                ["log_likelihood"] = FigureNode.Number(first.LogLikelihood),
                ["holdout"] = SurvivorHoldout.Of(fits[0].Survivors)?.ToJson(),
                ["by"] = FigureNode.List(fits, fit => new JsonObject
                {
                    ["key"] = new JsonObject { ["segment"] = fit.Segment },
                    ["customers"] = FigureNode.Number(fit.Survivors[0]),
                    ["parameters"] = new JsonObject { ["alpha"] = FigureNode.Number(fit.Model.Alpha), ["beta"] = FigureNode.Number(fit.Model.Beta) },
                    ["log_likelihood"] = FigureNode.Number(fit.Model.LogLikelihood),
                    ["holdout"] = SurvivorHoldout.Of(fit.Survivors)?.ToJson(),
                    ["survival"] = FigureNode.List(Enumerable.Range(0, periods + 1), period => FigureNode.Number(fit.Model.Survival(period))),
                    ["expected_periods"] = FigureNode.Number(fit.Model.ExpectedPeriods(periods)),
                    ["expected_lifetime"] = FigureNode.Number(fit.Model.ExpectedLifetime),
                }),
            }, input, notes);
        }
        else
        {
            foreach (var fit in fits)
            {
                invocation.Output.Line(string.Create(CultureInfo.InvariantCulture,
                    $"{fit.Segment}: alpha {fit.Model.Alpha:0.####}, beta {fit.Model.Beta:0.####}, log-likelihood {fit.Model.LogLikelihood:0.##}; {fit.Model.Survival(periods):P1} left after {periods} renewals, {fit.Model.ExpectedPeriods(periods):0.##} periods paid for"));
                invocation.Output.Line(SurvivorHoldout.Of(fit.Survivors) is { } holdout
                    ? string.Create(CultureInfo.InvariantCulture, $"  holdout: fitted to {holdout.PeriodsFitted} renewals, {holdout.Predicted:0.#} foretold to be left after {holdout.PeriodsFitted + holdout.Periods} where {holdout.Actual:0.#} were; mean absolute error {holdout.MeanAbsoluteError:0.##}")
                    : "  holdout: none; it takes 5 renewals");
            }

            AnalysisDocument.WriteNotes(invocation.Output, input, notes);
        }

        return ExitCode.Done;
    }

    private static DateOnly Half(DateRange window) => window.From.AddDays((window.To.DayNumber - window.From.DayNumber) / 2);

    private static DateOnly? Day(string? given) => given is null
        ? null
        : DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new FaultException(UsageFaults.Wrong($"--calibration-end cannot be '{given}'", "write the day as yyyy-MM-dd"));

    private static Dictionary<string, double> Costs(string[]? given)
    {
        var costs = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in given ?? [])
        {
            var equals = text.LastIndexOf('=');
            costs[equals < 0 ? "" : text[..equals]] = double.TryParse(text[(equals + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var cost) && cost > 0
                ? cost
                : throw new FaultException(UsageFaults.Wrong($"--cac cannot be '{text}'", "give an amount above 0, or group=amount: --cac paid_search=12.50"));
        }

        return costs;
    }
}
