using System.Globalization;

namespace Omua.Analytics;

/// <summary>Refuses what a mix model cannot be fitted to.</summary>
internal static class MixCheck
{
    private const int FewestPeriods = 26;

    public static void Input(MixInput input, MixOptions options)
    {
        var count = input.Times.Count;
        MathsFaults.Level(options.Level);
        foreach (var (name, value, low, high) in new (string, double, double, double)[]
        {
            ("the degree of the trend", options.TrendDegree, 0, 3), ("the order of the season", options.SeasonOrder, 0, 6), ("the ridge", options.Ridge, 0, 1e6),
            ("the number of draws", options.Draws, 0, 100_000), ("the block length", options.BlockLength, 1, Math.Max(1, count)),
        })
        {
            if (!(value >= low && value <= high))
            {
                throw MathsFaults.OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"{low} to {high}"));
            }
        }

        if (input.Channels.Count == 0)
        {
            throw MathsFaults.TooFew("A mix model", 0, 1);
        }

        foreach (var column in input.Channels.Concat(input.Controls).Append(new MixColumn("the outcome", input.Outcome)))
        {
            Finite(column, count);
        }

        foreach (var channel in input.Channels)
        {
            if (channel.Values.Any(value => value < 0))
            {
                throw MathsFaults.OutOfRange($"spend of '{channel.Name}'", channel.Values.Min(), "0 and more");
            }

            Varies($"spend of '{channel.Name}'", channel.Values);
        }

        Varies("the outcome", input.Outcome);
        foreach (var test in options.LiftTests)
        {
            Test(input, test);
        }
    }

    public static void Size(int count, int columns)
    {
        var needed = Math.Max(FewestPeriods, 2 * columns);
        if (count < needed)
        {
            throw MathsFaults.TooFew(string.Create(CultureInfo.InvariantCulture, $"A mix model of {columns} columns"), count, needed);
        }
    }

    private static void Test(MixInput input, LiftTest test)
    {
        if (input.Channels.All(channel => channel.Name != test.Channel))
        {
            throw new FaultException(new Fault(
                FaultCodes.UnknownColumn, $"A lift test is of '{test.Channel}', which is none of the channels {string.Join(", ", input.Channels.Select(channel => channel.Name))}.", "Name one of them."));
        }

        if (!(test.StandardError > 0 && double.IsFinite(test.StandardError)))
        {
            throw MathsFaults.OutOfRange($"the standard error of the lift test of '{test.Channel}'", test.StandardError, "numbers above 0");
        }

        if (test.SpendChange == 0 || !double.IsFinite(test.SpendChange) || !double.IsFinite(test.Lift))
        {
            throw MathsFaults.OutOfRange($"the spend change of the lift test of '{test.Channel}'", test.SpendChange, "finite numbers other than 0");
        }

        if (!input.Times.Any(time => time >= test.From && time <= test.To))
        {
            throw MathsFaults.TooFew($"The lift test of '{test.Channel}' from {test.From:yyyy-MM-dd} to {test.To:yyyy-MM-dd}", 0, 1);
        }
    }

    private static void Finite(MixColumn column, int count)
    {
        if (column.Values.Count != count)
        {
            throw MathsFaults.OutOfRange($"the number of values of '{column.Name}'", column.Values.Count, string.Create(CultureInfo.InvariantCulture, $"{count} to {count}"));
        }

        if (column.Values.FirstOrDefault(value => !double.IsFinite(value), 0) is var wrong && !double.IsFinite(wrong))
        {
            throw MathsFaults.OutOfRange($"a value of '{column.Name}'", wrong, "finite numbers");
        }
    }

    private static void Varies(string what, IReadOnlyList<double> values)
    {
        if (values.All(value => value == values[0]))
        {
            throw MathsFaults.NoVariation(what);
        }
    }
}
