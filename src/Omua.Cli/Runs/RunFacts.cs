using Omua.Cli.Reports;
using Omua.Llm.Narrating;

namespace Omua.Cli.Runs;

/// <summary>The figures of a run that prose may quote, the weightiest first, written as the report writes them.</summary>
internal static class RunFacts
{
    private const int EvidencePerFinding = 2;
    private static readonly string[] Totals = ["cost", "revenue", "roas", "conversions", "cpa"];

    public static IReadOnlyList<NarrativeFact> Of(RunRecord run)
    {
        var facts = new List<NarrativeFact>();
        void Add(string what, string figure, string source)
        {
            if (figure != FigureText.None)
            {
                facts.Add(new NarrativeFact($"F{facts.Count + 1}", what, figure, source));
            }
        }

        foreach (var figures in run.Figures)
        {
            foreach (var metric in Totals)
            {
                var unit = metric is "cost" or "revenue" ? figures.Currency : metric == "conversions" ? "count" : "ratio";
                Add($"{metric} of all of {figures.Dataset.Name}", FigureText.In(unit, figures.Totals[metric]), "totals");
            }
        }

        foreach (var proposal in run.Proposals)
        {
            var target = $"{proposal.Target.Dimension} {proposal.Target.Value}";
            Add($"spend of {target} now", FigureText.Amount(proposal.From), $"proposal {proposal.Id}");
            Add($"spend of {target} as proposed", FigureText.Amount(proposal.To), $"proposal {proposal.Id}");
            Add($"{proposal.ExpectedEffect.Metric} expected of that change", FigureText.Signed(proposal.ExpectedEffect.Mid, ""), $"proposal {proposal.Id}");
        }

        foreach (var finding in run.Findings)
        {
            foreach (var evidence in finding.Evidence.Take(EvidencePerFinding))
            {
                var rows = string.Join(", ", evidence.Rows.Select(row => $"{row.Key} {row.Value}"));
                Add($"{evidence.Metric}{(rows.Length == 0 ? "" : $" of {rows}")} ({FigureJson.Wire(finding.Severity)}: {finding.Title})", FigureText.In(evidence.Unit, evidence.Value), $"finding {finding.Id}");
            }
        }

        return facts;
    }

    /// <summary>Names of the data that may stand in prose though they hold digits.</summary>
    public static IReadOnlyList<string> Names(RunRecord run) =>
    [
        .. run.Datasets.Select(dataset => dataset.Name)
            .Concat(run.Proposals.Select(proposal => proposal.Target.Value))
            .Concat(run.Findings.SelectMany(finding => finding.Evidence).SelectMany(evidence => evidence.Rows.Values))
            .Distinct(StringComparer.Ordinal),
    ];
}
