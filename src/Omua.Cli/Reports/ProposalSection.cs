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
            <p class="soft">{Summary(run)}</p>
            {Chart(run.Proposals)}{Table(run.Proposals)}{Curves(run)}{run.Proposals.Select(proposal => Grounds(proposal, run))}</section>
            """);
    }

    private static string Summary(RunRecord run)
    {
        var expected = JointEffect.Of(run) switch
        {
            null => "The data supports no estimate of what the changes bring.",
            { Low: { } low, High: { } high } effect => $"Together the moves are expected to change {effect.Metric} by {FigureText.Signed(effect.Mid, "")} ({FigureText.Signed(low, "")} to {FigureText.Signed(high, "")}), against leaving spend as it is. "
                + "This is corrected for having picked the best of many estimates; the effects of the single moves are not, so they add up to something else.",
            var effect => $"Together the moves are expected to change {effect.Metric} by {FigureText.Signed(effect.Mid, "")}, against leaving spend as it is.",
        };
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
        var table = new HtmlTable("Proposed spend", (Wording(proposals[0]), false), ("From", true), ("To", true), ("Change", true), ("Expected effect", true)) { IsStacked = true };
        foreach (var proposal in proposals)
        {
            table.Add([
                Html.Of($"<strong>{proposal.Target.Value}</strong><div class=\"why\">{proposal.Reason}</div>"),
                Html.Of($"{FigureText.Amount(proposal.From)}"), Html.Of($"{FigureText.Amount(proposal.To)}"), ChangeMark(proposal),
                Html.Of($"{FigureText.Signed(proposal.ExpectedEffect.Mid, proposal.ExpectedEffect.Metric)}<br><span class=\"note\">{EffectInterval(proposal.ExpectedEffect)}</span>")]);
        }

        if (proposals.Select(proposal => proposal.To.Currency).Distinct(StringComparer.Ordinal).Count() == 1)
        {
            var (from, to) = (proposals.Select(proposal => proposal.From).Aggregate((a, b) => a + b), proposals.Select(proposal => proposal.To).Aggregate((a, b) => a + b));
            table.Add([Html.Of($"Sum"), Html.Of($"{FigureText.Amount(from)}"), Html.Of($"{FigureText.Amount(to)}"), Html.Empty, Html.Empty], isTotal: true);
        }

        return table.Draw();
    }

    private static string Wording(Proposal proposal) => HtmlTable.Heading(proposal.Target.Dimension);

    private static string EffectInterval(ExpectedEffect effect) => effect is { Low: { } low, High: { } high }
        ? $"{FigureText.Signed(low, "")} to {FigureText.Signed(high, "")} ({FigureText.Percent(effect.Level, 0)})"
        : "no interval";

    private static Html ChangeMark(Proposal proposal)
    {
        var colour = proposal.To.Amount > proposal.From.Amount ? "more" : proposal.To.Amount < proposal.From.Amount ? "less" : "soft";
        return Html.Of($"<span class=\"{colour}\">{Change(proposal)}</span>");
    }

    private static string Change(Proposal proposal) => proposal.From.Amount == 0
        ? "new"
        : FigureText.SignedPercent((double)((proposal.To.Amount - proposal.From.Amount) / proposal.From.Amount));

    private static Html Grounds(Proposal proposal, RunRecord run) =>
        Html.Of($"<details><summary>Grounds for {proposal.Target.Value}</summary>{EvidenceTable.Draw(proposal.Evidence, run)}</details>");
}
