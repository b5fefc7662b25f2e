namespace Omua.Cli.Reports.Charts;

/// <summary>The tasks of a run as spans of time.</summary>
internal sealed record TimelineChart(ChartFrame Frame, IReadOnlyList<TimelineTask> Tasks)
{
    private const double Left = 250;
    private const double Right = ChartFrame.Width - 80;
    private const double RowHeight = 24;

    public Html Draw()
    {
        var axis = Axis.FromZero(Tasks.Select(task => task.End).OfType<TimeSpan>().Select(end => end.TotalMilliseconds));
        var bottom = 8 + (Tasks.Count * RowHeight);
        var grid = axis.Ticks.Select(tick => Html.Of(
            $"""<line class="grid" x1="{axis.At(tick, Left, Right)}" y1="4" x2="{axis.At(tick, Left, Right)}" y2="{bottom}"/><text class="tick" x="{axis.At(tick, Left, Right)}" y="{bottom + 16}" text-anchor="middle">{FigureText.Compact(tick)} ms</text>"""));
        return Frame.Around(bottom + 24, Html.Of($"{grid}{Tasks.Select((task, row) => Row(task, row, axis))}"));
    }

    private static Html Row(TimelineTask task, int row, Axis axis)
    {
        var top = 8 + (row * RowHeight);
        var label = Html.Of($"""<text class="label" x="{Left - 10}" y="{top + 15}" text-anchor="end">{ChartFrame.Short(task.Label, 34)}</text>""");
        if (task is not { Start: { } start, End: { } end })
        {
            return Html.Of($"""{label}<text class="tick" x="{Left + 6}" y="{top + 15}">{task.Status.ToString().ToLowerInvariant()}</text>""");
        }

        var (from, to) = (axis.At(start.TotalMilliseconds, Left, Right), axis.At(end.TotalMilliseconds, Left, Right));
        var colour = task.Status == TaskStatus.Completed ? "bar" : "bar failed";
        return Html.Of(
            $"""{label}<rect class="{colour}" x="{from}" y="{top + 4}" width="{Math.Max(2, to - from)}" height="14" rx="2"/><text class="value" x="{Math.Max(from + 2, to) + 6}" y="{top + 15}">{FigureText.Duration(end - start)}</text>""");
    }
}
