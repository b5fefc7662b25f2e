using Omua.Cli.Reports.Charts;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>For a simulated market: every estimate beside the value that the market was built with.</summary>
internal static class TruthSection
{
    public static Html Draw(RunRecord run)
    {
        if (!run.IsSimulated || run.Truth.Count == 0)
        {
            return Html.Empty;
        }

        var table = new HtmlTable("Estimates and truth", ("Figure", false), ("Estimate", true), ("Interval", true), ("Truth", true), ("Off by", true), ("Truth inside the interval", false)) { IsStacked = true };
        foreach (var one in run.Truth)
        {
            table.Add([
                Html.Of($"{one.Figure}"), Html.Of($"{FigureText.In(one.Unit, one.Estimate)}"), Html.Of($"{(one.Interval is { } interval ? FigureText.Interval(one.Unit, interval) : "none")}"),
                Html.Of($"{FigureText.In(one.Unit, one.Truth)}"), Html.Of($"{FigureText.SignedPercent(one.RelativeError)}"), Inside(one)]);
        }

        return Html.Of(
            $"""
            <section id="truth"><h2>How far each estimate is from the truth</h2>
            <p class="soft">{Summary(run.Truth)} The run did not see these true values; they are compared after it ended.</p>{Charts(run.Truth)}{table.Draw()}</section>
            """);
    }

    private static string Summary(IReadOnlyList<TruthComparison> truth)
    {
        var judged = truth.Where(one => one.IsInside is not null).ToList();
        return judged.Count == 0
            ? "No estimate came with an interval."
            : $"The truth lies inside the interval for {judged.Count(one => one.IsInside == true)} of {judged.Count} estimates.";
    }

    private static IEnumerable<Html> Charts(IReadOnlyList<TruthComparison> truth) => truth.GroupBy(one => one.Metric, StringComparer.Ordinal).Select((group, index) =>
    {
        var bars = group.Select(one => new Bar(one.Subject, one.Estimate, FigureText.Ratio(one.Estimate)) { Interval = one.Interval, Mark = one.Truth }).ToList();
        var legend = Html.Of($"{ChartFrame.Key("s1", "estimate")}{ChartFrame.Key("truth", "truth")}");
        return new BarChart(new ChartFrame($"truth{index}", $"Estimate and truth: {Name(group.Key)}{Unit(group.First())}", "Bars are estimates with their intervals, diamonds the true values."), bars) { Legend = legend }.Draw();
    });

    private static string Name(string metric) => metric.Replace('_', ' ').Replace("roas", "ROAS", StringComparison.Ordinal).Replace("cpa", "CPA", StringComparison.Ordinal);

    private static string Unit(TruthComparison one) => one.Unit == "ratio" ? "" : $", {one.Unit}";

    private static Html Inside(TruthComparison one) => one.IsInside switch
    {
        true => Html.Of($"<span class=\"up\">yes</span>"),
        false => Html.Of($"<span class=\"down\">no</span>"),
        null => Html.Of($"<span class=\"soft\">no interval</span>"),
    };
}
