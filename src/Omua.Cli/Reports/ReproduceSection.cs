using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>What someone needs to get the same figures again.</summary>
internal static class ReproduceSection
{
    public static Html Draw(RunRecord run) => Html.Of(
        $"""
        <section id="reproduce"><h2>How to reproduce this</h2>
        <pre>{run.Command}</pre>
        <dl><dt>Run</dt><dd>{run.Id}</dd><dt>Plan</dt><dd><code>{run.PlanHash}</code></dd><dt>Seed</dt><dd>{run.Seed}</dd><dt>Version</dt><dd>OMUA {run.Version}</dd>
        <dt>Language models</dt><dd>{run.Llm?.Words() ?? "none was called"}</dd>
        <dt>Files</dt><dd>{run.Datasets.SelectMany(dataset => dataset.Quality.Files).Select(file => Html.Of($"<code>{file}</code><br>"))}</dd></dl>
        </section>
        """);
}
