using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>The summary in prose that a language model wrote, with the sources of its figures; nothing where none was written.</summary>
internal static class NarrativeSection
{
    public static Html Draw(RunRecord run)
    {
        if (run.Narrative is not { } narrative)
        {
            return Html.Empty;
        }

        var struck = narrative.Struck == 0
            ? Html.Of($"Every number in it is a figure of this run.")
            : Html.Of($"Every number in it is a figure of this run; {narrative.Struck} {(narrative.Struck == 1 ? "sentence was" : "sentences were")} struck, since a number or a link in it came from no result.");
        return Html.Of(
            $"""
            <section id="summary"><h2>Summary</h2>
            <p>{narrative.Text}</p>
            <p class="soft">Written by the language model {narrative.Model}. {struck}</p>
            <details><summary>Where its figures come from</summary><dl>{narrative.Facts.Select(fact => Html.Of($"<dt>{fact.Text}</dt><dd>{fact.What} ({fact.Source})</dd>"))}</dl></details>
            </section>
            """);
    }
}
