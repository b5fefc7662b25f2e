using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>The report of a run: one page that needs no script, no network and no other file.</summary>
internal static class ReportPage
{
    public static string Of(RunRecord run) => Html.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{Headline.Of(run)}</title><style>{Style()}</style></head><body><main>
        {HeadlineSection.Draw(run)}{NarrativeSection.Draw(run)}{ProposalSection.Draw(run)}{FindingSection.Draw(run)}{TruthSection.Draw(run)}{KpiSection.Draw(run)}{ChangeSection.Draw(run)}{AttributionSection.Draw(run)}{ExperimentSection.Draw(run)}{LtvSection.Draw(run)}{RetentionSection.Draw(run)}{FunnelSection.Draw(run)}{ModelledSection.Draw(run)}{TrendSection.Draw(run)}{QualitySection.Draw(run)}{PlanSection.Draw(run)}{ReproduceSection.Draw(run)}
        <footer>Computed by OMUA {run.Version} from the files named above. Every figure comes from the rows, by the formula that stands beside it.</footer>
        </main></body></html>

        """).ToString();

    private static Html Style()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return Html.Trusted(reader.ReadToEnd());
    }
}
