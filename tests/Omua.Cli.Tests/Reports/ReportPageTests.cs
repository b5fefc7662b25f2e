using System.Text.RegularExpressions;
using System.Xml.Linq;
using Omua.Cli.Reports;
using Omua.Cli.Runs;
using Omua.Cli.Tests.Runs;

namespace Omua.Cli.Tests.Reports;

public sealed class ReportPageTests
{
    private readonly RunRecord _run = SampleRun.Create();

    [Fact]
    public void Of_HostileNames_AreTextAndNothingElse()
    {
        var page = ReportPage.Of(_run);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;img onerror=alert(1) src=x&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', page);
        Assert.DoesNotContain('\u001b', page);
    }

    [Fact]
    public void Of_AnyRun_AsksForNothingElsewhere()
    {
        var page = ReportPage.Of(_run);

        Assert.DoesNotMatch(new Regex("""\s(src|href)=["']"""), page);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnyRun_SaysTheNumbersOfItsResults()
    {
        var page = ReportPage.Of(_run);

        foreach (var proposal in _run.Proposals)
        {
            Assert.Contains($"data-label=\"From\"><div>{FigureText.Amount(proposal.From)}</div></td><td class=\"n\" data-label=\"To\"><div>{FigureText.Amount(proposal.To)}</div></td>", page, StringComparison.Ordinal);
        }

        Assert.Contains("<tr class=\"total\"><td><div>Sum</div></td><td class=\"n\" data-label=\"From\"><div>200.00 EUR</div></td><td class=\"n\" data-label=\"To\"><div>200.00 EUR</div></td>", page, StringComparison.Ordinal);
        Assert.Contains("<b>276.26</b><span>revenue, EUR</span>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\">1.5000</td>", page, StringComparison.Ordinal);
        Assert.Contains("cost is negative: -3", page, StringComparison.Ordinal);
        Assert.Contains("abc123", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RatioWithoutDenominator_SaysNotAvailable() =>
        Assert.Matches(new Regex("<td>idle</td>.*<td class=\"n\">n/a</td></tr>"), ReportPage.Of(_run));

    [Fact]
    public void Of_AnyRun_DrawsWellFormedChartsWithTitleAndDescription()
    {
        var charts = Regex.Matches(ReportPage.Of(_run), "<svg.*?</svg>", RegexOptions.Singleline);

        Assert.True(charts.Count >= 4);
        Assert.All(charts, chart =>
        {
            var svg = XElement.Parse(chart.Value);
            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.NotEmpty(svg.Element("title")!.Value);
            Assert.NotEmpty(svg.Element("desc")!.Value);
            Assert.DoesNotContain("NaN", chart.Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Of_RealData_DoesNotSpeakOfSimulation()
    {
        var page = ReportPage.Of(_run);

        Assert.DoesNotContain("imulated", page, StringComparison.Ordinal);
        Assert.DoesNotContain("from the truth", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RunWithoutTasksOrData_IsStillAPage()
    {
        var empty = _run with { Status = "cancelled", Tasks = [], Results = new Dictionary<string, TaskResult>(), Datasets = [], Figures = [], Faults = [] };

        Assert.Contains("cancelled after 0 of 0 tasks", ReportPage.Of(empty), StringComparison.Ordinal);
    }
}
