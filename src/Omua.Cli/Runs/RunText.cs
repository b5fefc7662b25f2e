using Omua.Cli.Reports;
using Omua.Cli.Shell;

namespace Omua.Cli.Runs;

/// <summary>What a person reads on the terminal after a run.</summary>
internal static class RunText
{
    private const int LeadingFindings = 6;

    public static void Write(CommandOutput output, RunRecord run, RunFiles files)
    {
        output.Heading(Headline.Of(run));
        output.Line($"run {run.Id}: {run.Status}, {run.Tasks.Count(task => task.Status == TaskStatus.Completed)} of {run.Tasks.Count} tasks completed");
        output.Line();
        Totals(output, run);
        Proposals(output, run);
        Findings(output, run);
        Truth(output, run);
        foreach (var task in run.Tasks.Where(task => task.IsAwaitingApproval))
        {
            output.Line($"{task.Spec.Id} waits for a person: {task.Spec.Approval}");
        }

        if (run.Status == "waiting")
        {
            output.Line($"answer with: omua workflow approve {run.Id} (or reject), then: omua workflow resume {run.Id}");
        }

        if (run.Llm is { } llm)
        {
            output.Line($"language models: {llm.Words()}");
        }

        output.Line($"report: {files.Report}");
        if (files.Changes is { } changes)
        {
            output.Line($"approved changes: {changes}");
        }
        else if (run.Proposals.Count > 0)
        {
            output.Line(run.IsSimulated ? "nothing was changed: there is nothing to change in a simulated market" : $"nothing was changed; to act on it: omua approve {run.Id}, then omua apply {run.Id}");
        }
    }

    private static void Totals(CommandOutput output, RunRecord run)
    {
        if (run.Figures.Count == 0)
        {
            return;
        }

        var table = new TextTable("data", "spent", "revenue", "ROAS", "conversions", "CPA").Right(1);
        foreach (var figures in run.Figures)
        {
            var totals = figures.Totals;
            table.Add(
                figures.Dataset.Name, FigureText.Amount(totals["cost"], figures.Currency), FigureText.Amount(totals["revenue"], figures.Currency),
                FigureText.Ratio(totals["roas"]), FigureText.Count(totals["conversions"]), FigureText.Ratio(totals["cpa"]));
        }

        output.Table(table);
        output.Line();
    }

    private static void Proposals(CommandOutput output, RunRecord run)
    {
        if (run.Proposals.Count == 0)
        {
            return;
        }

        var table = new TextTable("proposal", "from", "to", "expected effect", "interval").Right(1);
        foreach (var proposal in run.Proposals)
        {
            var effect = proposal.ExpectedEffect;
            table.Add(
                proposal.Target.Value, FigureText.Amount(proposal.From), FigureText.Amount(proposal.To), FigureText.Signed(effect.Mid, effect.Metric),
                effect is { Low: { } low, High: { } high } ? $"{FigureText.Signed(low, "")} to {FigureText.Signed(high, "")}" : "none");
        }

        output.Table(table);
        output.Line();
    }

    private static void Findings(CommandOutput output, RunRecord run)
    {
        foreach (var finding in run.Findings.Take(LeadingFindings))
        {
            output.Line($"{FigureJson.Wire(finding.Severity)}: {finding.Title}");
        }

        if (run.Findings.Count > LeadingFindings)
        {
            output.Line($"and {run.Findings.Count - LeadingFindings} more in the report");
        }

        output.Line();
    }

    private static void Truth(CommandOutput output, RunRecord run)
    {
        if (run.Truth.Count == 0)
        {
            return;
        }

        var table = new TextTable("estimate against truth", "estimate", "truth", "off by", "inside the interval").Right(1);
        foreach (var one in run.Truth)
        {
            table.Add(
                one.Figure, FigureText.In(one.Unit, one.Estimate), FigureText.In(one.Unit, one.Truth), FigureText.SignedPercent(one.RelativeError),
                one.IsInside switch { true => "yes", false => "no", null => "no interval" });
        }

        output.Table(table);
        output.Line();
    }
}
