namespace Omua.Analytics;

/// <summary>One metric's change with its parts and their intervals.</summary>
internal static class ChangeBuilder
{
    private const string Method = "block bootstrap of days within each period";

    /// <summary>Fewer days than this in a period say too little of how much they vary.</summary>
    private const int FewestDays = 8;

    // Half a week keeps neighbouring days together and leaves several runs in a period; as in the comparison of trends.
    private const int RunLength = 3;

    private static readonly (string Name, Func<ChangeEffects, double> Part)[] Parts =
        [("volume", effects => effects.Volume), ("mix", effects => effects.Mix), ("rate", effects => effects.Rate), ("unpaired", effects => effects.Unpaired)];

    public static MetricChange Of(
        ChangeMetric metric, string below, PeriodCells before, PeriodCells after, IReadOnlyList<IReadOnlyDictionary<string, string>> names, long[] rows, ChangeQuery query)
    {
        var split = new Sums(metric, names.Count);
        split.Take(before, after, null, null);
        var (effects, change) = (split.Effects.ToArray(), split.After - split.Before);
        int[] order = [.. Enumerable.Range(0, names.Count).OrderByDescending(group => Math.Abs(effects[group].Total)).ThenBy(group => string.Join('\u001f', names[group].Values), StringComparer.Ordinal)];
        Fit(effects, order, change);
        var draws = Draws(metric, before, after, query);
        Estimate With(double value, Func<ChangeEffects[], double> of) => draws.Count == 0
            ? new Estimate(value, null, Method, $"no interval: a period has fewer than {FewestDays} days, or too few draws have a base")
            : new Estimate(value, RobustScale.Percentiles([.. draws.Select(of)], query.Level), Method);

        return new MetricChange
        {
            Metric = metric.Name,
            Formula = metric.Formula(below),
            Before = split.Before,
            After = split.After,
            Change = With(change, draw => draw.Sum(each => each.Total)),
            Effects = Parts.ToDictionary(part => part.Name, part => With(effects.Sum(part.Part), draw => draw.Sum(part.Part)), StringComparer.Ordinal),
            Segments = [.. order.Select(group => new ChangeSegment(
                names[group], split.OwnBefore(group), split.OwnAfter(group), split.ShareBefore(group), split.ShareAfter(group), effects[group], With(effects[group].Total, draw => draw[group].Total), rows[group]))],
        };
    }

    private static List<ChangeEffects[]> Draws(ChangeMetric metric, PeriodCells before, PeriodCells after, ChangeQuery query)
    {
        var kept = new List<ChangeEffects[]>();
        if (before.Days < FewestDays || after.Days < FewestDays || query.Draws == 0)
        {
            return kept;
        }

        var random = new Random(query.Seed);
        var (first, second) = (new BlockResampling(before.Days, RunLength, random), new BlockResampling(after.Days, RunLength, random));
        var split = new Sums(metric, before.Groups);
        for (var draw = 0; draw < query.Draws; draw++)
        {
            if (split.Take(before, after, first.Next(), second.Next()))
            {
                kept.Add(split.Effects.ToArray());
            }
        }

        // Where many draws have nothing to divide by, the interval of the others would look too sure.
        return kept.Count < query.Draws * query.Level ? [] : kept;
    }

    /// <summary>Gives what rounding leaves to the largest effect, so that the effects sum to the change to the last bit, group by group in the order in which they are shown.</summary>
    private static void Fit(ChangeEffects[] effects, int[] order, double change)
    {
        for (var nudge = 0; nudge < 32; nudge++)
        {
            var sum = order.Sum(group => effects[group].Total);
            if (sum == change)
            {
                return;
            }

            ref var largest = ref effects[order[nudge % Math.Min(order.Length, 4)]];
            largest = Math.Abs(largest.Rate) >= Math.Abs(largest.Mix) ? largest with { Rate = largest.Rate + (change - sum) } : largest with { Mix = largest.Mix + (change - sum) };
        }
    }

    /// <summary>The sums of both periods, and the effects that follow from them.</summary>
    private sealed class Sums(ChangeMetric metric, int groups)
    {
        private readonly double[] _outcomeBefore = new double[groups];
        private readonly double[] _baseBefore = new double[groups];
        private readonly double[] _outcomeAfter = new double[groups];
        private readonly double[] _baseAfter = new double[groups];
        private readonly ChangeEffects[] _effects = new ChangeEffects[groups];

        public ReadOnlySpan<ChangeEffects> Effects => _effects;

        public double Before { get; private set; }

        public double After { get; private set; }

        public double? OwnBefore(int group) => Own(_outcomeBefore[group], _baseBefore[group]);

        public double? OwnAfter(int group) => Own(_outcomeAfter[group], _baseAfter[group]);

        public double? ShareBefore(int group) => _baseBefore[group] / EffectSplit.Sum(_baseBefore);

        public double? ShareAfter(int group) => _baseAfter[group] / EffectSplit.Sum(_baseAfter);

        /// <summary>False where a period has no base.</summary>
        public bool Take(PeriodCells before, PeriodCells after, int[]? daysBefore, int[]? daysAfter)
        {
            before.Sum(daysBefore, _outcomeBefore, _baseBefore);
            after.Sum(daysAfter, _outcomeAfter, _baseAfter);
            var (allBefore, allAfter) = (EffectSplit.Sum(_baseBefore), EffectSplit.Sum(_baseAfter));
            if (!(allBefore > 0) || !(allAfter > 0))
            {
                return false;
            }

            (Before, After) = (EffectSplit.Sum(_outcomeBefore), EffectSplit.Sum(_outcomeAfter));
            if (metric.IsRatio)
            {
                (Before, After) = (metric.Scale * Before / allBefore, metric.Scale * After / allAfter);
                EffectSplit.Ratio(_outcomeBefore, _baseBefore, _outcomeAfter, _baseAfter, _effects);
                for (var group = 0; metric.Scale != 1 && group < _effects.Length; group++)
                {
                    var each = _effects[group];
                    _effects[group] = new ChangeEffects(0, each.Mix * metric.Scale, each.Rate * metric.Scale, each.Unpaired * metric.Scale);
                }
            }
            else
            {
                EffectSplit.Sum(_outcomeBefore, _baseBefore, _outcomeAfter, _baseAfter, _effects);
            }

            return true;
        }

        private double? Own(double outcome, double below) => !metric.IsRatio ? outcome : below > 0 ? metric.Scale * outcome / below : null;
    }
}
