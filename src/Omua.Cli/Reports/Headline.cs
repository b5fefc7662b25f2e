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

        return run.Proposals.Any(proposal => proposal.To != proposal.From) ? Shift(run)
            : run.Figures.Count == 0 && Leading(run) is { } finding ? finding.Title.TrimEnd('.')
            : Spend(run.Figures);
    }

    // Without spend the run is about what its specialists found, not about how the rows were read.
    private static Finding? Leading(RunRecord run) => run.Findings.FirstOrDefault(finding => !finding.Id.Contains(".data_review.", StringComparison.Ordinal));

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
        if (JointEffect.Of(run) is { IsShown: false })
        {
            return $"no split is shown to beat the current shares; the best guess moves {moved}, most of it to {gain.Target.Value}";
        }

        return (loss.To.Amount < loss.From.Amount
            ? $"move {moved}, most of it from {loss.Target.Value} to {gain.Target.Value}"
            : $"put {moved} more in, most of it into {gain.Target.Value}") + Expected(run);
    }

    private static string Expected(RunRecord run) => JointEffect.Of(run) switch
    {
        null => "",
        var effect => $": {FigureText.Signed(effect.Mid, effect.Metric)} expected",
    };

    private static string Spend(IReadOnlyList<DatasetFigures> figures) => figures.Count switch
    {
        0 => "no campaign figures could be read",
        1 => Spend(figures[0], ""),
        _ => string.Join("; ", figures.OrderByDescending(one => one.Totals["cost"] ?? 0).Take(2).Select(one => Spend(one, $" on {one.Dataset.Name}"))),
    };

    private static string Spend(DatasetFigures figures, string where)
    {
        var cost = $"{FigureText.Amount(figures.Totals["cost"], figures.Currency)} spent{where}";
        return figures.Totals["revenue"] is > 0 and var revenue
            ? $"{cost} brought {FigureText.Amount(revenue, figures.Currency)} of revenue"
            : figures.Totals["conversions"] is > 0 and var conversions
                ? $"{cost} brought {FigureText.Count(conversions)} conversions"
                : $"{cost} brought {FigureText.Count(figures.Totals["clicks"])} clicks";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
