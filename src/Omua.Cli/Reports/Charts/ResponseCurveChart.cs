using System.Globalization;

namespace Omua.Cli.Reports.Charts;

/// <summary>Small multiples of response curves, each on its own axes: beside a large campaign a small one would be a dot. What the next unit brings is written beside each, to compare by.</summary>
internal sealed record ResponseCurveChart(ChartFrame Frame, IReadOnlyList<ResponseCurve> Curves)
{
    private const int Columns = 3;
    private const double CellWidth = (ChartFrame.Width - 8) / Columns;
    private const double CellHeight = 176;

    public Html Draw()
    {
        var rows = (Curves.Count + Columns - 1) / Columns;
        var hasTruth = Curves.Any(curve => curve.Truth.Count > 0);
        var legend = Html.Of($"{ChartFrame.Key("s1", "estimate")}{(hasTruth ? ChartFrame.Key("truth", "truth") : Html.Empty)}{ChartFrame.Key("from", "now")}{ChartFrame.Key("to", "proposed")}");
        return Frame.Around(rows * CellHeight, Html.Join(Curves.Select((curve, index) => Cell(curve, index))), legend);
    }

    private static Html Cell(ResponseCurve curve, int index)
    {
        var all = curve.Points.Concat(curve.Truth).ToList();
        var (spend, response) = (Axis.FromZero(all.Select(point => point.Spend), 3), Axis.FromZero(all.Select(point => point.Response), 3));
        var (left, top) = ((index % Columns * CellWidth) + 46, (index / Columns * CellHeight) + 26);
        var (right, bottom) = (left + CellWidth - 58, top + CellHeight - 52);
        double X(double value) => spend.At(value, left, right);
        double Y(double value) => response.At(value, bottom, top);
        var grid = response.Ticks.Select(tick => Html.Of(
            $"""<line class="grid" x1="{left}" y1="{Y(tick)}" x2="{right}" y2="{Y(tick)}"/><text class="tick" x="{left - 6}" y="{Y(tick) + 4}" text-anchor="end">{FigureText.Compact(tick)}</text>"""));
        var ticks = new[] { spend.Ticks[0], spend.Ticks[^1] }.Select((tick, end) => Html.Of(
            $"""<text class="tick" x="{X(tick)}" y="{bottom + 15}" text-anchor="{(end == 0 ? "start" : "end")}">{FigureText.Compact(tick)}</text>"""));
        return Html.Of(
            $"""
            <text class="label strong" x="{left}" y="{top - 10}">{ChartFrame.Short(curve.Label, 26)}</text><text class="tick" x="{right}" y="{bottom - 8}" text-anchor="end">{curve.Slope}</text>{grid}{ticks}
            <path class="line truth" d="{Path(curve.Truth, X, Y)}"/><path class="line s1" d="{Path(curve.Points, X, Y)}"/>{Point(curve, curve.FromSpend, "from", X, Y)}{Point(curve, curve.ToSpend, "to", X, Y)}
            """);
    }

    private static string Path(IReadOnlyList<(double Spend, double Response)> points, Func<double, double> x, Func<double, double> y) =>
        string.Concat(points.Select((point, index) => string.Create(CultureInfo.InvariantCulture, $"{(index == 0 ? 'M' : 'L')}{x(point.Spend):0.##} {y(point.Response):0.##}")));

    private static Html Point(ResponseCurve curve, double? spend, string colour, Func<double, double> x, Func<double, double> y) => spend is { } at && curve.Points.Count > 1
        ? Html.Of($"""<circle class="{colour}" cx="{x(at)}" cy="{y(Interpolate(curve.Points, at))}" r="5"/>""")
        : Html.Empty;

    private static double Interpolate(IReadOnlyList<(double Spend, double Response)> points, double spend)
    {
        for (var index = 1; index < points.Count; index++)
        {
            if (points[index].Spend >= spend)
            {
                var (a, b) = (points[index - 1], points[index]);
                return b.Spend == a.Spend ? b.Response : a.Response + ((spend - a.Spend) / (b.Spend - a.Spend) * (b.Response - a.Response));
            }
        }

        return points[^1].Response;
    }
}
