namespace Omua.Cli.Reports.Charts;

/// <summary>Horizontal bars from zero, with a whisker for each interval.</summary>
internal sealed record BarChart(ChartFrame Frame, IReadOnlyList<Bar> Bars)
{
    private const double Left = 190;
    private const double Right = ChartFrame.Width - 96;
    private const double RowHeight = 30;

    /// <summary>A line across all bars: the total, or the point where money comes back.</summary>
    public (double Value, string Label)? Reference { get; init; }

    public Html Legend { get; init; }

    public Html Draw()
    {
        var axis = Axis.FromZero(Bars.SelectMany(Extent).Concat(Reference is { } line ? [line.Value] : []));
        var bottom = 22 + (Bars.Count * RowHeight);
        return Frame.Around(bottom + 24, Html.Of($"{Grid(axis, bottom)}{Bars.Select((bar, row) => Row(bar, row, axis))}{ReferenceLine(axis, bottom)}"), Legend);
    }

    private static IEnumerable<double> Extent(Bar bar) =>
        new[] { bar.Value, bar.Interval?.Low, bar.Interval?.High, bar.Mark }.OfType<double>();

    private static Html Grid(Axis axis, double bottom) => Html.Join(axis.Ticks.Select(tick =>
    {
        var x = axis.At(tick, Left, Right);
        return Html.Of(
            $"""<line class="grid" x1="{x}" y1="18" x2="{x}" y2="{bottom}"/><text class="tick" x="{x}" y="{bottom + 16}" text-anchor="middle">{FigureText.Compact(tick)}</text>""");
    }));

    private static Html Row(Bar bar, int row, Axis axis)
    {
        var top = 22 + (row * RowHeight);
        var middle = top + 13;
        var label = Html.Of($"""<text class="label" x="{Left - 10}" y="{middle + 4}" text-anchor="end">{ChartFrame.Short(bar.Label)}</text>""");
        if (bar.Value is not { } value)
        {
            return Html.Of($"""{label}<text class="tick" x="{Left + 6}" y="{middle + 4}">{bar.Text}</text>""");
        }

        var (zero, end) = (axis.At(0, Left, Right), axis.At(value, Left, Right));
        var textX = Math.Max(Math.Max(zero, end), Extent(bar).Max(extent => axis.At(extent, Left, Right))) + 8;
        return Html.Of(
            $"""
            {label}<rect class="bar" x="{Math.Min(zero, end)}" y="{top + 4}" width="{Math.Max(1, Math.Abs(end - zero))}" height="18" rx="3"/>{Whisker(bar, axis, middle)}{MarkLine(bar, axis, top)}
            <text class="value" x="{textX}" y="{middle + 4}">{bar.Text}</text>
            """);
    }

    private static Html Whisker(Bar bar, Axis axis, double y)
    {
        if (bar.Interval is not { } interval)
        {
            return Html.Empty;
        }

        var (low, high) = (axis.At(interval.Low, Left, Right), axis.At(interval.High, Left, Right));
        return Html.Of($"""<path class="whisker" d="M{low} {y - 5}V{y + 5}M{low} {y}H{high}M{high} {y - 5}V{y + 5}"/>""");
    }

    private static Html MarkLine(Bar bar, Axis axis, double top)
    {
        if (bar.Mark is not { } mark)
        {
            return Html.Empty;
        }

        var x = axis.At(mark, Left, Right);
        return Html.Of($"""<path class="truth" d="M{x} {top + 4}l5 9l-5 9l-5 -9z"/>""");
    }

    private Html ReferenceLine(Axis axis, double bottom)
    {
        if (Reference is not { } reference)
        {
            return Html.Empty;
        }

        var x = axis.At(reference.Value, Left, Right);
        return Html.Of(
            $"""<line class="reference" x1="{x}" y1="18" x2="{x}" y2="{bottom}"/><text class="tick strong" x="{x}" y="12" text-anchor="middle">{reference.Label}</text>""");
    }
}
