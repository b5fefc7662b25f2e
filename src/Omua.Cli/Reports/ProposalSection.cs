using Omua.Cli.Reports.Charts;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>What to spend differently, what that is expected to bring, and why.</summary>
internal static class ProposalSection
{
    public static Html Draw(RunRecord run)
    {
        if (run.Proposals.Count == 0)
        {
            return Html.Empty;
        }

        return Html.Of(
            $"""
            <section id="proposals"><h2>Proposed spend</h2>
            <p class="soft">{Summary(run.Proposals)}</p>
            {Chart(run.Proposals)}{Table(run.Proposals)}{Curves(run)}{run.Proposals.Select(Grounds)}</section>
            """);
    }

    private static string Summary(IReadOnlyList<Proposal> proposals)
    {
        var effects = proposals.Where(proposal => proposal.ExpectedEffect.Mid is not null).ToLookup(proposal => proposal.ExpectedEffect.Metric);
        var sums = effects.Select(group => $"{FigureText.Signed(group.Sum(proposal => proposal.ExpectedEffect.Mid), group.Key)}");
        var expected = effects.Count == 0 ? "The data supports no estimate of what the changes bring." : $"Expected in sum: {string.Join(", ", sums)}, against leaving spend as it is.";
        return $"{expected} Amounts are for the budget period.";
    }

    private static Html Chart(IReadOnlyList<Proposal> proposals)
    {
        var shifts = proposals.Select(proposal => new BudgetShift(
            proposal.Target.Value, (double)proposal.From.Amount, (double)proposal.To.Amount, $"{FigureText.Amount(proposal.To)}  {Change(proposal)}")).ToList();
        return new BudgetShiftChart(new ChartFrame("shift", "Spend now and proposed", "For each target the amount now and the amount proposed; the table below holds the same figures."), shifts).Draw();
    }

    private static Html Curves(RunRecord run)
    {
        var curves = ResponseCurves.Of(run);
        return curves.Count == 0
            ? Html.Empty
            : new ResponseCurveChart(new ChartFrame("curves", "What more spend brings", "For each target the estimated response to spend, with the amount now and the amount proposed."), curves).Draw();
    }

    private static Html Table(IReadOnlyList<Proposal> proposals)
    {
        var table = new HtmlTable("Proposed spend", ("What", false), ("From", true), ("To", true), ("Change", true), ("Expected effect", true), ("Why", false));
        foreach (var proposal in proposals)
        {
            table.Add([
                Html.Of($"{proposal.Target.Value} <span class=\"note\">{proposal.Target.Dimension.Replace('_', ' ')}</span>"),
                Html.Of($"{FigureText.Amount(proposal.From)}"), Html.Of($"{FigureText.Amount(proposal.To)}"), ChangeMark(proposal),
                Html.Of($"{FigureText.Signed(proposal.ExpectedEffect.Mid, proposal.ExpectedEffect.Metric)}<br><span class=\"note\">{EffectInterval(proposal.ExpectedEffect)}</span>"),
                Html.Of($"<div class=\"why\">{proposal.Reason}</div>")]);
        }

        if (proposals.Select(proposal => proposal.To.Currency).Distinct(StringComparer.Ordinal).Count() == 1)
        {
            var (from, to) = (proposals.Select(proposal => proposal.From).Aggregate((a, b) => a + b), proposals.Select(proposal => proposal.To).Aggregate((a, b) => a + b));
            table.Add([Html.Of($"Sum"), Html.Of($"{FigureText.Amount(from)}"), Html.Of($"{FigureText.Amount(to)}"), Html.Empty, Html.Empty, Html.Empty], isTotal: true);
        }

        return table.Draw();
    }

    private static string EffectInterval(ExpectedEffect effect) => effect is { Low: { } low, High: { } high }
        ? $"{FigureText.Signed(low, "")} to {FigureText.Signed(high, "")} ({FigureText.Percent(effect.Level, 0)})"
        : "no interval";

    private static Html ChangeMark(Proposal proposal)
    {
        var colour = proposal.To.Amount > proposal.From.Amount ? "up" : proposal.To.Amount < proposal.From.Amount ? "down" : "soft";
        return Html.Of($"<span class=\"{colour}\">{Change(proposal)}</span>");
    }

    private static string Change(Proposal proposal) => proposal.From.Amount == 0
        ? "new"
        : FigureText.SignedPercent((double)((proposal.To.Amount - proposal.From.Amount) / proposal.From.Amount));

    private static Html Grounds(Proposal proposal) =>
        Html.Of($"<details><summary>Grounds for {proposal.Target.Value}</summary>{EvidenceTable.Draw(proposal.Evidence)}</details>");
}
