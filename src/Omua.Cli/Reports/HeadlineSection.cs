using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>The head of the report: what it comes to, the leading figures, and what to look at first.</summary>
internal static class HeadlineSection
{
    private const int LeadingFindings = 4;

    public static Html Draw(RunRecord run)
    {
        var banner = run.IsSimulated
            ? Html.Of($"<p class=\"banner\"><strong>These figures are simulated.</strong> The market was made up by this program, so its truth is known; nobody spent this money.</p>")
            : Html.Empty;
        var goal = run.Goal.Length > 0 ? Html.Of($"<p class=\"soft\">Goal: {run.Goal}</p>") : Html.Empty;
        return Html.Of(
            $"""
            <header><p class="brand">OMUA · campaign report · {FigureText.Moment(run.CompletedAt)}</p>
            <h1>{Headline.Of(run)}</h1>
            {banner}{goal}<p class="lead">{Lead(run)}</p>
            {run.Figures.Select(figures => Tiles(figures, run))}</header>
            {LookFirst(run)}
            """);
    }

    private static string Lead(RunRecord run)
    {
        var proposals = run.Proposals;
        if (proposals.Count == 0)
        {
            var why = run.Budget is null ? "No budget was given, so no change of spend is proposed." : "The data supports no change of spend.";
            return $"{Outcome(run)} {why}";
        }

        var total = proposals.Select(proposal => proposal.To).Aggregate((sum, to) => sum + to);
        var approval = run.IsDryRun ? "Nothing has been changed anywhere: these are proposals until a person approves them." : "The proposals were approved and written to a change file.";
        return $"The proposals distribute {FigureText.Amount(total)} over {proposals.Count} {proposals[0].Target.Dimension.Replace('_', ' ')}s. {approval}";
    }

    private static string Outcome(RunRecord run)
    {
        var done = run.Tasks.Count(task => task.Status == TaskStatus.Completed);
        return $"{done} of {run.Tasks.Count} tasks completed, with {run.Findings.Count} findings.";
    }

    private static Html Tiles(DatasetFigures figures, RunRecord run)
    {
        var totals = figures.Totals;
        var tiles = new List<Html>();
        void Add(string metric, string label, string text, string unit = "")
        {
            if (totals[metric] is not null)
            {
                tiles.Add(Html.Of($"<div class=\"tile\"><b>{text}</b><span>{label}{(unit.Length > 0 ? ", " + unit : "")}</span></div>"));
            }
        }

        var code = figures.Currency == Money.UnknownCurrency ? "" : figures.Currency;
        Add("cost", "spent", FigureText.Amount(totals["cost"], ""), code);
        Add("revenue", "revenue", FigureText.Amount(totals["revenue"], ""), code);
        Add("roas", "ROAS, revenue / spend", FigureText.Ratio(totals["roas"]));
        Add("conversions", "conversions", FigureText.Count(totals["conversions"]));
        Add("cpa", "cost per conversion", FigureText.Ratio(totals["cpa"]));
        Add("clicks", "clicks", FigureText.Count(totals["clicks"]));
        return Html.Of($"<p class=\"note head\">{figures.Dataset.Name} · {FigureText.Window(figures.Dataset.Window, run.HasYear(figures.Dataset.Name))}{Code(figures.Currency)}</p><div class=\"tiles\">{tiles}</div>");
    }

    private static string Code(string currency) => currency == Money.UnknownCurrency ? " · the export states no currency" : " · " + currency;

    private static Html LookFirst(RunRecord run)
    {
        var first = run.Findings.Take(LeadingFindings).ToList();
        return first.Count == 0
            ? Html.Empty
            : Html.Of($"<section><h2>Look at this first</h2><ul>{first.Select(finding => Html.Of($"<li>{finding.Title}</li>"))}</ul></section>");
    }
}
