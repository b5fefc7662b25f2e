namespace Omua.Analytics;

/// <summary>Compares the arms on one metric.</summary>
internal static class MetricComparison
{
    private const double Power = 0.8;

    public static MetricReading Of(ExperimentTable units, string metric, List<int> arms, ExperimentOptions options)
    {
        var values = units.Metric(metric);
        var isShare = true;
        foreach (var value in values)
        {
            isShare &= value is 0 or 1;
        }

        Cuped? cuped = null;
        if (options.Covariate is { } covariate)
        {
            cuped = Cuped.Adjust(values, units.Metric(covariate), out var adjusted);
            values = adjusted;
            isShare = false;
        }

        var moments = Moments(units, values, arms);
        var reading = new MetricReading(metric, isShare, [.. arms.Select((arm, place) => (units.Arms[arm], moments[place]))], []) { Cuped = cuped };
        if (moments.Any(arm => arm.Count < 2) || !(moments.Sum(arm => arm.Variance) > 0))
        {
            return reading with { Note = "not compared: no value differs, or an arm has fewer than 2 units" };
        }

        return reading with
        {
            Comparisons = Corrected([.. Enumerable.Range(1, arms.Count - 1).Where(place => moments[0].Variance + moments[place].Variance > 0)
                .Select(place => Compare(units.Arms[arms[0]], units.Arms[arms[place]], moments[0], moments[place], isShare, options))]),
        };
    }

    public static MetricReading OfRatio(ExperimentTable units, (string Numerator, string Denominator) ratio, List<int> arms, ExperimentOptions options)
    {
        var (above, below) = (Moments(units, units.Metric(ratio.Numerator), arms), Moments(units, units.Metric(ratio.Denominator), arms));
        var comparisons = arms.Skip(1).Select(arm => new ArmComparison(
            units.Arms[arms[0]], units.Arms[arm], RatioMetric.Compare(units, ratio.Numerator, ratio.Denominator, arms[0], arm, options.Level)) { AdjustedPValue = 1 });
        // The mean of a ratio is that of its sums; its variance stands in the comparison.
        return new MetricReading(
            $"{ratio.Numerator} / {ratio.Denominator}", false, [.. arms.Select((arm, place) => (units.Arms[arm], new ArmMoments(below[place].Sum, above[place].Sum, above[place].SumOfSquares)))], Corrected([.. comparisons]));
    }

    private static ArmComparison Compare(string control, string treatment, ArmMoments first, ArmMoments second, bool isShare, ExperimentOptions options)
    {
        var absolute = isShare ? MeanTests.Shares(first.Sum, first.Count, second.Sum, second.Count, options.Level) : MeanTests.Welch(first, second, options.Level);
        var comparison = new ArmComparison(control, treatment, absolute) { AdjustedPValue = absolute.PValue, Detectable = ExperimentDesign.Detectable(first, second, Power, options.Level) };
        return first.Mean == 0 ? comparison : comparison with
        {
            Relative = MeanTests.RelativeWelch(first, second, options.Level),
            Anytime = SequentialTest.RelativeLift(first, second, isShare, options.ExpectedUnits, options.Level),
            Bayesian = BayesianComparison.Of(first, second, isShare, options.Level),
        };
    }

    private static List<ArmComparison> Corrected(List<ArmComparison> comparisons)
    {
        var adjusted = FamilyWise.Holm([.. comparisons.Select(comparison => comparison.Absolute.PValue)]);
        return [.. comparisons.Select((comparison, index) => comparison with { AdjustedPValue = adjusted[index] })];
    }

    private static ArmMoments[] Moments(ExperimentTable units, ReadOnlySpan<double> values, List<int> arms)
    {
        var (counts, sums, squares) = (new double[units.Arms.Count], new double[units.Arms.Count], new double[units.Arms.Count]);
        var armOfUnit = units.ArmOfUnit;
        for (var unit = 0; unit < values.Length; unit++)
        {
            var (arm, value) = (armOfUnit[unit], values[unit]);
            counts[arm]++;
            sums[arm] += value;
            squares[arm] += value * value;
        }

        return [.. arms.Select(arm => new ArmMoments(counts[arm], sums[arm], squares[arm]))];
    }
}
