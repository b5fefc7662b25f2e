using System.Globalization;
using System.Text.Json.Nodes;
using Omua.Analytics;
using Omua.Cli.Runs;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.Budgets;

/// <summary>A split budget as a document or as a table.</summary>
internal static class BudgetOutput
{
    public static void Write(
        Invocation invocation, IReadOnlyList<ResponseCurve> curves, BudgetAllocation allocation, PerformanceDataset dataset, IReadOnlyList<string> notes, IReadOnlyList<Fault> faults)
    {
        if (invocation.IsJson)
        {
            var totals = new JsonObject
            {
                ["budget"] = allocation.Budget,
                ["currency"] = dataset.Quality.Currencies is [var only] ? only : null,
                ["objective"] = allocation.Objective,
                ["period_days"] = FigureJson.Number(allocation.PeriodDays),
                ["marginal_return"] = FigureJson.Number(allocation.MarginalReturn),
                ["expected_effect"] = Effect(allocation.Effect),
                ["formula"] = "maximise the sum of outcomes; outcome(x) = current outcome * (x / current spend)^elasticity; sum of amounts = budget; equal marginal returns between the bounds",
            };
            var by = allocation.Groups.Zip(curves, (group, curve) => (JsonNode)Group(group, curve));
            invocation.Output.Json(AnalysisDocument.Of("budget", totals, by, [dataset.Quality], allocation.Notes.Concat(notes), faults));
        }
        else
        {
            Table(invocation, curves, allocation, notes);
        }

        invocation.Output.Warn(faults);
    }

    private static JsonObject Group(GroupAllocation group, ResponseCurve curve) => new()
    {
        ["key"] = AnalysisDocument.Key(group.Key),
        ["from"] = group.Baseline,
        ["to"] = group.Amount,
        ["lowest"] = group.Lowest,
        ["highest"] = group.Highest,
        ["average_return"] = FigureJson.Number(curve.AverageReturn),
        ["elasticity"] = curve.IsIdentified ? FigureJson.Number(curve.Exponent) : null,
        ["elasticity_interval"] = FigureJson.Of(curve.ExponentInterval),
        ["carry_over"] = curve.IsIdentified ? FigureJson.Number(curve.Decay) : null,
        ["marginal_return_identified"] = curve.IsIdentified,
        ["marginal_return"] = FigureJson.Number(group.MarginalAtBaseline),
        ["marginal_return_interval"] = FigureJson.Of(curve.MarginalReturnInterval),
        ["marginal_return_after"] = FigureJson.Number(group.MarginalAtAmount),
        ["expected_effect"] = Effect(group.Effect),
        ["beyond_seen_spend"] = group.IsBeyondSeen,
        ["note"] = group.Note,
    };

    private static JsonObject? Effect(ExpectedEffect? effect) => effect is null ? null : new JsonObject
    {
        ["metric"] = effect.Metric, ["low"] = FigureJson.Number(effect.Low), ["mid"] = FigureJson.Number(effect.Mid), ["high"] = FigureJson.Number(effect.High), ["level"] = effect.Level,
    };

    private static void Table(Invocation invocation, IReadOnlyList<ResponseCurve> curves, BudgetAllocation allocation, IReadOnlyList<string> notes)
    {
        var table = new TextTable("group", "from", "to", "elasticity", "marginal return", "after", "expected effect", "interval").Right(1);
        foreach (var (group, curve) in allocation.Groups.Zip(curves))
        {
            var interval = group.Effect is { Low: { } low, High: { } high } ? $"{AnalysisInput.Figure(low)} to {AnalysisInput.Figure(high)}" : "n/a";
            table.Add(group.Label, Money(group.Baseline), Money(group.Amount), curve.IsIdentified ? AnalysisInput.Figure(curve.Exponent) : "n/a", AnalysisInput.Figure(group.MarginalAtBaseline),
                AnalysisInput.Figure(group.MarginalAtAmount), AnalysisInput.Figure(group.Effect.Mid), interval);
        }

        invocation.Output.Table(table);
        var whole = allocation.Effect is { Low: { } least, High: { } most } ? $" ({AnalysisInput.Figure(least)} to {AnalysisInput.Figure(most)})" : "";
        invocation.Output.Line($"budget {Money(allocation.Budget)}: {AnalysisInput.Figure(allocation.Effect?.Mid)} more {allocation.Objective} expected{whole}; marginal return where it balances {AnalysisInput.Figure(allocation.MarginalReturn)}");
        foreach (var note in allocation.Groups.Where(group => group.Note is not null).Select(group => $"{group.Label}: {group.Note}").Concat(allocation.Notes).Concat(notes))
        {
            invocation.Output.Line($"note: {note}");
        }
    }

    private static string Money(decimal amount) => amount.ToString("#,0.00", CultureInfo.InvariantCulture);
}
