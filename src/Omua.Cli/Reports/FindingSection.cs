using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>What a person should know, the weightiest first.</summary>
internal static class FindingSection
{
    public static Html Draw(RunRecord run)
    {
        var body = run.Findings.Count == 0
            ? Html.Of($"<p>Nothing in the data calls for attention: no finding passed its volume gate.</p>")
            : Html.Join(run.Findings.Select(finding => Finding(finding, run)));
        return Html.Of($"<section id=\"findings\"><h2>Findings</h2>{body}</section>");
    }

    private static Html Finding(Finding finding, RunRecord run)
    {
        var severity = FigureJson.Wire(finding.Severity);
        var advice = finding.Advice is { } text ? Html.Of($"<p class=\"soft\">{text}</p>") : Html.Empty;
        return Html.Of(
            $"""
            <div class="finding"><span class="badge {severity}">{severity}</span><strong>{finding.Title}</strong>
            {advice}<details><summary>Evidence from {finding.Agent}</summary>{EvidenceTable.Draw(finding.Evidence, run)}</details></div>
            """);
    }
}
