using System.Text.Json.Nodes;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>The run in one line, from its results alone.</summary>
internal static class Headline
{
    public static string Of(RunRecord run) => run.IsSimulated ? $"Simulated market: {Sentence(run)}" : Capital(Sentence(run));

    /// <summary>The money that changes places: what the winners gain.</summary>
    public static decimal Moved(IReadOnlyList<Proposal> proposals) => proposals.Sum(proposal => Math.Max(0, proposal.To.Amount - proposal.From.Amount));

    private static string Sentence(RunRecord run)
    {
        if (run.Status != "completed" && run.Proposals.Count == 0)
        {
            var done = run.Tasks.Count(task => task.Status == TaskStatus.Completed);
            return $"the run {(run.Status == "failed" ? "" : "was ")}{run.Status} after {done} of {run.Tasks.Count} tasks";
        }

        return run.Proposals.Any(proposal => proposal.To != proposal.From) ? Shift(run) : Spend(run.Figures);
    }

    private static string Shift(RunRecord run)
    {
        var proposals = run.Proposals;
        var gain = proposals.MaxBy(proposal => proposal.To.Amount - proposal.From.Amount)!;
        var loss = proposals.MinBy(proposal => proposal.To.Amount - proposal.From.Amount)!;
        if (gain.To.Amount <= gain.From.Amount)
        {
            return $"spend {FigureText.Amount(loss.From - loss.To)} less on {loss.Target.Value}";
        }

        var moved = FigureText.Amount(gain.To with { Amount = Moved(proposals) });
        return (loss.To.Amount < loss.From.Amount
            ? $"move {moved}, most of it from {loss.Target.Value} to {gain.Target.Value}"
            : $"put {moved} more in, most of it into {gain.Target.Value}") + Expected(run);
    }

    // The effect of the moves together, as the allocation states it: corrected for choosing the best of many estimates, which the sum of the single effects is not.
    private static string Expected(RunRecord run)
    {
        var effect = run.ResultsInOrder.Select(result => result.Result["expected_effect"]).OfType<JsonObject>().FirstOrDefault();
        if (effect?["mid"]?.GetValue<double>() is not { } mid)
        {
            return "";
        }

        return effect["low"]?.GetValue<double>() <= 0
            ? "; the data does not show that this beats the current shares"
            : $": {FigureText.Signed(mid, effect["metric"]!.GetValue<string>())} expected";
    }

    private static string Spend(IReadOnlyList<DatasetFigures> figures)
    {
        if (figures.Count == 0)
        {
            return "no campaign figures could be read";
        }

        var largest = figures.MaxBy(one => one.Totals["cost"] ?? 0)!;
        var cost = FigureText.Amount(largest.Totals["cost"], largest.Currency);
        return largest.Totals["revenue"] is { } revenue
            ? $"{cost} spent brought {FigureText.Amount(revenue, largest.Currency)} of revenue"
            : largest.Totals["conversions"] is { } conversions
                ? $"{cost} spent brought {FigureText.Count(conversions)} conversions"
                : $"{cost} spent brought {FigureText.Count(largest.Totals["clicks"])} clicks";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
