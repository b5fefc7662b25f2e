namespace Omua.Cli.Reports.Charts;

/// <summary>Pairs of bars: what is spent now above what is proposed.</summary>
internal sealed record BudgetShiftChart(ChartFrame Frame, IReadOnlyList<BudgetShift> Shifts)
{
    private const double Left = 190;
    private const double Right = ChartFrame.Width - 110;
    private const double RowHeight = 40;

    public Html Draw()
    {
        var axis = Axis.FromZero(Shifts.SelectMany(shift => new[] { shift.From, shift.To }));
        var bottom = 8 + (Shifts.Count * RowHeight);
        var legend = Html.Of($"{ChartFrame.Key("from", "now")}{ChartFrame.Key("to", "proposed")}");
        return Frame.Around(bottom + 24, Html.Of($"{Grid(axis, bottom)}{Shifts.Select((shift, row) => Row(shift, row, axis))}"), legend);
    }

    private static Html Grid(Axis axis, double bottom) => Html.Join(axis.Ticks.Select(tick =>
    {
        var x = axis.At(tick, Left, Right);
        return Html.Of(
            $"""<line class="grid" x1="{x}" y1="4" x2="{x}" y2="{bottom}"/><text class="tick" x="{x}" y="{bottom + 16}" text-anchor="middle">{FigureText.Compact(tick)}</text>""");
    }));

    private static Html Row(BudgetShift shift, int row, Axis axis)
    {
        var top = 8 + (row * RowHeight);
        var (from, to) = (axis.At(shift.From, Left, Right), axis.At(shift.To, Left, Right));
        return Html.Of(
            $"""
            <text class="label" x="{Left - 10}" y="{top + 21}" text-anchor="end">{ChartFrame.Short(shift.Label)}</text>
            <rect class="from" x="{Left}" y="{top + 5}" width="{Math.Max(1, from - Left)}" height="11" rx="2"/><rect class="to" x="{Left}" y="{top + 18}" width="{Math.Max(1, to - Left)}" height="14" rx="2"/>
            <text class="value" x="{Math.Max(from, to) + 8}" y="{top + 26}">{shift.Text}</text>
            """);
    }
}
