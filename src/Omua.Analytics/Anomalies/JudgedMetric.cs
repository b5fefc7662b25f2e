namespace Omua.Analytics;

/// <summary>A metric as something counted: how many conversions (clicks) a value stands for, so that its counting error is known. Money that counts nothing stands for many.</summary>
internal sealed class JudgedMetric
{
    private const double ManyCounts = 1e6;
    private readonly Func<int, double> _unit;

    private JudgedMetric(int[] blocks, double[] values, Func<int, double> unit, bool isInverse)
    {
        (Blocks, Values, _unit, IsInverse) = (blocks, values, unit, isInverse);
    }

    /// <summary>The blocks of the group on which the metric has a value.</summary>
    public int[] Blocks { get; }

    public double[] Values { get; }

    /// <summary>Whether more of what is counted makes the value smaller (cost per conversion).</summary>
    public bool IsInverse { get; }

    public static JudgedMetric? Of(GroupSeries group, string metric)
    {
        double[]? Measure(string name) => group.Has(name) ? group.Of(name).ToArray() : null;
        var (cost, conversions, revenue) = (Measure(MeasureNames.Cost), Measure(MeasureNames.Conversions), Measure(MeasureNames.Revenue));
        // What one conversion earns turns revenue into a count of conversions.
        var worth = revenue?.Sum() > 0 ? conversions?.Sum() > 0 ? revenue.Sum() / conversions.Sum() : revenue.Average() / ManyCounts : 1;
        return metric switch
        {
            "cost" when cost?.Sum() > 0 => Plain(cost, cost.Average() / ManyCounts),
            "clicks" when Measure(MeasureNames.Clicks) is { } clicks => Plain(clicks, 1),
            "conversions" when conversions is not null => Plain(conversions, 1),
            "revenue" when revenue is not null => Plain(revenue, worth),
            "roas" when revenue is not null && cost is not null => Where(cost, index => revenue[index] / cost[index], index => worth / cost[index], isInverse: false),
            "cpa" when conversions is not null && cost is not null => Where(conversions, index => cost[index] / conversions[index], index => cost[index], isInverse: true),
            _ => null,
        };
    }

    /// <summary>What a value of a day stands for.</summary>
    public double Count(int index, double value) => IsInverse ? _unit(Blocks[index]) / value : value / _unit(Blocks[index]);

    /// <summary>The value that a count of a day stands for; infinite for a cost per none.</summary>
    public double Value(int index, double count) => IsInverse ? _unit(Blocks[index]) / count : count * _unit(Blocks[index]);

    private static JudgedMetric Plain(double[] values, double unit) => new([.. Enumerable.Range(0, values.Length)], values, _ => unit, isInverse: false);

    private static JudgedMetric Where(double[] denominators, Func<int, double> value, Func<int, double> unit, bool isInverse)
    {
        int[] blocks = [.. Enumerable.Range(0, denominators.Length).Where(index => denominators[index] > 0 && unit(index) > 0)];
        return new JudgedMetric(blocks, [.. blocks.Select(value)], unit, isInverse);
    }
}
