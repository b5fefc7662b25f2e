using System.Text.Json.Nodes;
using Omua.Cli.Reports.Charts;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>Cohorts by their first activity, and how long users stay.</summary>
internal static class RetentionSection
{
    private const int PeriodsShown = 12;
    private const int CohortsShown = 24;

    public static Html Draw(RunRecord run)
    {
        var drawn = MethodResults.Of(run, "retention").Select((result, index) => Dataset(result, $"retention{index}")).ToList();
        return drawn.Count == 0 ? Html.Empty : Html.Of($"<section id=\"retention\"><h2>Who stays</h2>{drawn}</section>");
    }

    private static Html Dataset(JsonObject result, string id)
    {
        var cohorts = result["by"]!.AsArray().OfType<JsonObject>().ToList();
        var periods = Math.Min(PeriodsShown, cohorts.Select(cohort => Periods(cohort).Count()).DefaultIfEmpty(0).Max());
        var table = new HtmlTable("Retention by cohort", [("Cohort", false), ("Users", true), .. Enumerable.Range(0, periods).Select(period => ($"+{period}", true))]);
        foreach (var cohort in cohorts.Take(CohortsShown))
        {
            var shares = Periods(cohort).Select(period => MethodResults.Number(period["retention"])).Take(periods).ToList();
            table.Add([Html.Of($"{Name(cohort)}"), Html.Of($"{FigureText.Count(MethodResults.Number(cohort["users"]))}"), .. Enumerable.Range(0, periods).Select(period => period < shares.Count ? Cell(shares[period]) : Html.Empty)]);
        }

        return Html.Of($"<h3>{MethodResults.Dataset(result)}</h3>{Survival(result, id)}{table.Draw()}{MethodResults.Notes(result)}");
    }

    /// <summary>The share with a bar behind it as long as the share: a page that allows no inline style but its own draws it as a picture.</summary>
    private static Html Cell(double? share) => share is not { } value ? Html.Empty
        : Html.Of($"{FigureText.Percent(value, 1)}<svg class=\"cell\" width=\"48\" height=\"4\" aria-hidden=\"true\"><rect class=\"bar\" width=\"{(48 * Math.Clamp(value, 0, 1)).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)}\" height=\"4\"/></svg>");

    private static Html Survival(JsonObject result, string id)
    {
        var curves = result["survival"]!.AsArray().OfType<JsonObject>().ToList();
        var bars = curves.Take(12).SelectMany(curve => new[] { 7, 30, 90, 180, 365 }.Select(day => (curve, day, Point: At(curve, day))).Where(each => each.Point is not null)
            .Select(each => new Bar($"{Name(each.curve)} after {each.day} days".Trim(), MethodResults.Number(each.Point!["survival"]), FigureText.Percent(MethodResults.Number(each.Point["survival"]), 1)) { Interval = MethodResults.Interval(each.Point["interval"]) })).ToList();
        return bars.Count == 0 ? Html.Empty
            : new BarChart(new ChartFrame(id, "Users not yet gone", "Product-limit estimates with their intervals; a user is gone after as many silent days as the note says."), bars).Draw();
    }

    /// <summary>The last step of the curve up to a day; null where the curve ends before it.</summary>
    private static JsonObject? At(JsonObject curve, int day)
    {
        var points = curve["points"]!.AsArray().OfType<JsonObject>().ToList();
        return points.Count > 0 && MethodResults.Number(points[^1]["day"]) >= day ? points.LastOrDefault(point => MethodResults.Number(point["day"]) <= day) : null;
    }

    private static IEnumerable<JsonObject> Periods(JsonObject cohort) => cohort["periods"]!.AsArray().OfType<JsonObject>();

    private static string Name(JsonObject cohort) => string.Join(" / ", cohort["key"]!.AsObject().Select(pair => pair.Value?.ToString()));
}
