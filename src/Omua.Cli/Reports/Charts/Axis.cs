namespace Omua.Cli.Reports.Charts;

/// <summary>A linear scale with round ticks.</summary>
internal sealed record Axis
{
    public required double Min { get; init; }

    public required double Max { get; init; }

    public required IReadOnlyList<double> Ticks { get; init; }

    /// <summary>The least round scale that holds all values, and zero: a bar that does not start at zero lies.</summary>
    public static Axis FromZero(IEnumerable<double> values, int wantedTicks = 5)
    {
        var (min, max) = (0.0, 0.0);
        foreach (var value in values.Where(double.IsFinite))
        {
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        }

        if (max - min <= 0)
        {
            max = 1;
        }

        var step = RoundStep((max - min) / wantedTicks);
        var first = (int)Math.Floor((min / step) + 1e-9);
        var last = (int)Math.Ceiling((max / step) - 1e-9);
        return new Axis { Min = first * step, Max = last * step, Ticks = [.. Enumerable.Range(first, last - first + 1).Select(index => index * step)] };
    }

    /// <summary>Where a value lies between two coordinates.</summary>
    public double At(double value, double start, double end) => start + ((Math.Clamp(value, Min, Max) - Min) / (Max - Min) * (end - start));

    private static double RoundStep(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var fraction = raw / power;
        return power * (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 2.5 ? 2.5 : fraction <= 5 ? 5 : 10);
    }
}
