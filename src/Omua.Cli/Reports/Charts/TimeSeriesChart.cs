using System.Globalization;

namespace Omua.Cli.Reports.Charts;

/// <summary>Lines over days on one axis, with marks on the days that stand out.</summary>
internal sealed record TimeSeriesChart(ChartFrame Frame, IReadOnlyList<Series> Lines)
{
    private const double Left = 58;
    private const double Right = ChartFrame.Width - 14;
    private const double Top = 14;
    private const double Bottom = 196;

    public IReadOnlyList<DayMark> Marks { get; init; } = [];

    public Html Draw()
    {
        var days = Lines.SelectMany(line => line.Points).Select(point => point.Day).Order().ToList();
        if (days.Count == 0)
        {
            return Html.Empty;
        }

        var window = new DateRange(days[0], days[^1]);
        var axis = Axis.FromZero(Lines.SelectMany(line => line.Points).Select(point => point.Value).OfType<double>(), 4);
        var legend = Html.Join(Lines.Select(line => ChartFrame.Key(line.Colour, line.Name)).Concat(Marks.Count > 0 ? [ChartFrame.Key("alert", "stands out")] : []));
        return Frame.Around(Bottom + 26, Html.Of($"{Grid(axis)}{DayTicks(window)}{Marks.Select(mark => Mark(mark, window))}{Lines.Select(line => Path(line, axis, window))}"), legend);
    }

    private static double X(DateOnly day, DateRange window) =>
        window.Days == 1 ? (Left + Right) / 2 : Left + ((day.DayNumber - window.From.DayNumber) / (double)(window.Days - 1) * (Right - Left));

    private static Html Grid(Axis axis) => Html.Join(axis.Ticks.Select(tick =>
    {
        var y = axis.At(tick, Bottom, Top);
        return Html.Of(
            $"""<line class="grid" x1="{Left}" y1="{y}" x2="{Right}" y2="{y}"/><text class="tick" x="{Left - 8}" y="{y + 4}" text-anchor="end">{FigureText.Compact(tick)}</text>""");
    }));

    private static Html DayTicks(DateRange window)
    {
        var count = Math.Min(window.Days, 7);
        return Html.Join(Enumerable.Range(0, count).Select(index =>
        {
            var day = window.From.AddDays(count == 1 ? 0 : (int)Math.Round((window.Days - 1) * index / (double)(count - 1)));
            var anchor = count > 1 && index == 0 ? "start" : count > 1 && index == count - 1 ? "end" : "middle";
            return Html.Of($"""<text class="tick" x="{X(day, window)}" y="{Bottom + 18}" text-anchor="{anchor}">{day.ToString("d MMM", CultureInfo.InvariantCulture)}</text>""");
        }));
    }

    private static Html Path(Series line, Axis axis, DateRange window)
    {
        var path = new System.Text.StringBuilder();
        // Weeks are neighbours in a line of weeks as days are in one of days; what is further apart is a gap.
        var step = line.Points.Zip(line.Points.Skip(1), (one, next) => next.Day.DayNumber - one.Day.DayNumber).Where(apart => apart > 0).DefaultIfEmpty(1).Min();
        DateOnly? before = null;
        foreach (var (day, value) in line.Points)
        {
            if (value is not { } number || !double.IsFinite(number))
            {
                before = null;
                continue;
            }

            path.Append(before is { } last && day.DayNumber - last.DayNumber <= step ? 'L' : 'M')
                .Append(CultureInfo.InvariantCulture, $"{X(day, window):0.##} {axis.At(number, Bottom, Top):0.##}");
            before = day;
        }

        return Html.Of($"""<path class="line {line.Colour}" d="{path.ToString()}"/>""");
    }

    private static Html Mark(DayMark mark, DateRange window)
    {
        if (mark.Day < window.From || mark.Day > window.To)
        {
            return Html.Empty;
        }

        var x = X(mark.Day, window);
        return Html.Of($"""<g class="alert"><line x1="{x}" y1="{Top}" x2="{x}" y2="{Bottom}"/><circle cx="{x}" cy="{Top}" r="4"/><title>{mark.Label}</title></g>""");
    }
}
