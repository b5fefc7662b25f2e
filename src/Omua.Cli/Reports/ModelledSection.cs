using System.Globalization;
using System.Text.Json.Nodes;
using Omua.Cli.Reports.Charts;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>What was held against a model of what would have been: the mix of channels over weeks, and treatments of places.</summary>
internal static class ModelledSection
{
    public static Html Draw(RunRecord run)
    {
        var mixes = MethodResults.Of(run, "mmm").Select((result, index) => Mix(result, $"mix{index}")).ToList();
        var places = MethodResults.Of(run, "geo").Select((result, index) => Geo(result, $"geo{index}")).ToList();
        return Html.Of($"{Section("mix", "What each channel adds", mixes)}{Section("geo", "What a treatment of places added", places)}");
    }

    private static Html Section(string id, string title, List<Html> drawn) => drawn.Count == 0 ? Html.Empty : Html.Of($"<section id=\"{id}\"><h2>{title}</h2>{drawn}</section>");

    private static Html Mix(JsonObject result, string id)
    {
        var (totals, channels) = (result["totals"]!, result["by"]!.AsArray().OfType<JsonObject>().ToList());
        var table = new HtmlTable("Channels of the mix", ("Channel", false), ("Spend", true), ("Adds", true), ("Return", true), ("Interval", true), ("Next unit", true), ("Carry-over", true), ("Variation of its own", true));
        foreach (var channel in channels)
        {
            table.Add([
                Html.Of($"{Name(channel)}"), Html.Of($"{FigureText.Count(Number(channel, "spend"))}"), Html.Of($"{FigureText.Count(Number(channel, "contribution"))}"), Html.Of($"{FigureText.Ratio(Number(channel, "roas"))}"),
                Html.Of($"{Range(channel["roas_interval"])}"), Html.Of($"{FigureText.Ratio(Number(channel, "marginal_roas"))}"), Html.Of($"{FigureText.Percent(Number(channel, "decay"), 0)}"), Html.Of($"{FigureText.Percent(Number(channel, "own_variation"), 0)}")]);
        }

        var bars = channels.Select(channel => new Bar(Name(channel), Number(channel, "roas"), FigureText.Ratio(Number(channel, "roas"))) { Interval = MethodResults.Interval(channel["roas_interval"]), Mark = Number(channel, "marginal_roas") }).ToList();
        var legend = Html.Of($"{ChartFrame.Key("s1", "return on all that was spent")}{ChartFrame.Key("truth", "return of the next unit")}");
        var chart = new BarChart(new ChartFrame(id, "Return of each channel", "Bars are returns with their intervals, diamonds the return of the next unit of spend; the table below holds the same figures."), bars) { Legend = legend }.Draw();
        return Html.Of(
            $"""
            <h3>{MethodResults.Dataset(result)}</h3><p class="soft">{FigureText.Count(Number(totals, "periods"))} weeks, R² {FigureText.Ratio(Number(totals, "r_squared"))}. A model of sums over weeks tells channels apart only as far as their spend moved apart; a lift test is stronger evidence.</p>
            {chart}{Path(result, $"{id}-path", "The outcome and what the model expects")}{table.Draw()}{MethodResults.Notes(result)}
            """);
    }

    private static Html Geo(JsonObject result, string id)
    {
        var totals = result["totals"]!;
        var treated = string.Join(", ", totals["treated"]?.AsArray().Select(place => place?.ToString()) ?? []);
        var table = new HtmlTable("Places compared with", ("Place", false), ("Weight", true));
        foreach (var place in result["by"]!.AsArray().OfType<JsonObject>().Where(place => Number(place, "weight") > 0.005))
        {
            table.Add([Html.Of($"{place["key"]?["place"]?.ToString()}"), Html.Of($"{FigureText.Percent(Number(place, "weight"), 0)}")]);
        }

        var interval = totals["effect_interval"];
        return Html.Of(
            $"""
            <h3>{MethodResults.Dataset(result)}: {treated}</h3>
            <p class="lead">{FigureText.Count(Math.Round(Number(totals, "effect") ?? 0))} added ({Open(interval?["low"], "no lower end")} to {Open(interval?["high"], "no upper end")} at {FigureText.Percent(MethodResults.Number(interval?["level"]), 0)}), {FigureText.SignedPercent(Number(totals, "relative_effect"))} of what was to be expected.</p>
            <p class="soft">p {FigureText.Ratio(Number(totals, "conformal_p"))} (conformal), {FigureText.Ratio(Number(totals, "placebo_p"))} (placebo); error before {FigureText.Percent(Number(totals, "fit_error"))}.{(Number(totals, "return") is { } back ? $" Return on what it cost: {FigureText.Ratio(back)}." : "")}</p>
            {Path(result, id, "What came, and what the other places let expect")}{table.Draw()}{MethodResults.Notes(result)}
            """);
    }

    private static Html Path(JsonObject result, string id, string title)
    {
        var points = (result["series"]?.AsArray() ?? []).OfType<JsonObject>().ToList();
        Series Line(string member, string name, string colour) => new(name, colour, [.. points.Select(point => (DateOnly.ParseExact(point["at"]!.ToString()[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture), Number(point, member)))]);
        return points.Count < 2 ? Html.Empty : new TimeSeriesChart(new ChartFrame(id, title, $"{title}, by period."), [Line("actual", "actual", "s1"), Line("expected", "expected", "s2")]).Draw();
    }

    private static string Range(JsonNode? node) => MethodResults.Interval(node) is { } range ? $"{FigureText.Ratio(range.Low)} to {FigureText.Ratio(range.High)}" : FigureText.None;

    private static string Open(JsonNode? node, string none) => MethodResults.Number(node) is { } number ? FigureText.Count(Math.Round(number)) : none;

    private static string Name(JsonObject channel) => channel["key"]?["channel"]?.ToString() ?? "";

    private static double? Number(JsonNode? node, string member) => MethodResults.Number(node?[member]);
}
