namespace Omua.Analytics;

/// <summary>Reads an experiment: assignment first, then each metric of each treatment against the control.</summary>
public static class Experiment
{
    private static readonly string[] ControlNames = ["control", "baseline", "original", "a", "0", "old", "placebo", "false"];

    /// <summary>
    /// Checks the sample ratio, then compares each treatment with the control on each metric: yes or no by <see cref="MeanTests.Shares"/>, numbers by <see cref="MeanTests.Welch"/>, ratios by
    /// <see cref="RatioMetric.Compare"/>; with a covariate on adjusted values (<see cref="Cuped"/>). Several treatments are corrected by Holm; several metrics are not, and the notes say so.
    /// </summary>
    /// <param name="units">The units.</param>
    /// <param name="options">How; default <see cref="ExperimentOptions"/> as they stand.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewArms"/>, <see cref="FaultCodes.UnknownColumn"/>, <see cref="FaultCodes.MissingMeasure"/> where nothing was measured.</exception>
    public static ExperimentReport Read(ExperimentTable units, ExperimentOptions? options = null)
    {
        options ??= new ExperimentOptions();
        MathsFaults.Level(options.Level);
        if (units.Arms.Count < 2)
        {
            throw ExperimentFaults.TooFewArms(units.Arms.Count);
        }

        foreach (var metric in options.Metrics.Concat(options.Ratios.SelectMany(ratio => new[] { ratio.Numerator, ratio.Denominator })).Append(options.Covariate).OfType<string>().Where(metric => !units.Metrics.Contains(metric)))
        {
            throw ExperimentFaults.UnknownMetric(metric, units.Metrics);
        }

        if (units.Metrics.Count == 0)
        {
            throw MathsFaults.MissingMeasure("a metric", ["arms alone"]);
        }

        var arms = Ordered(units, options.Control);
        var counts = new double[units.Arms.Count];
        foreach (var arm in units.ArmOfUnit)
        {
            counts[arm]++;
        }

        var ratio = SampleRatio.Check([.. arms.Select(arm => counts[arm])], Shares(arms, units, options.Shares));
        var names = options.Metrics.Count > 0 ? options.Metrics : [.. units.Metrics.Where(metric => metric != options.Covariate)];
        List<MetricReading> metrics = [.. names.Select(metric => MetricComparison.Of(units, metric, arms, options)), .. options.Ratios.Select(each => MetricComparison.OfRatio(units, each, arms, options))];
        return new ExperimentReport
        {
            Arms = [.. arms.Select(arm => (units.Arms[arm], counts[arm]))],
            SampleRatio = ratio,
            Metrics = metrics,
            Verdict = ExperimentVerdict.Of(ratio, metrics, options),
            Notes = [.. Notes(metrics, arms.Count, options)],
        };
    }

    private static List<int> Ordered(ExperimentTable units, string? control)
    {
        var byName = Enumerable.Range(0, units.Arms.Count).OrderBy(arm => units.Arms[arm], StringComparer.Ordinal).ToList();
        var first = control is not null
            ? byName.FindIndex(arm => units.Arms[arm] == control) is >= 0 and var named ? named : throw ExperimentFaults.UnknownArm(control, units.Arms)
            : Math.Max(0, ControlNames.Select(name => byName.FindIndex(arm => units.Arms[arm].Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(index => index >= 0, 0));
        return [byName[first], .. byName.Where((_, index) => index != first)];
    }

    private static List<double>? Shares(List<int> arms, ExperimentTable units, IReadOnlyDictionary<string, double>? shares) => shares is null
        ? null
        : [.. arms.Select(arm => shares.TryGetValue(units.Arms[arm], out var share) ? share : throw ExperimentFaults.UnknownArm(units.Arms[arm], shares.Keys))];

    private static IEnumerable<string> Notes(List<MetricReading> metrics, int arms, ExperimentOptions options)
    {
        yield return "z, t and their p-values hold for one look at a number of units fixed beforehand; the anytime interval holds however often one looks.";
        if (arms > 2)
        {
            yield return $"{arms - 1} treatments: p-values are also given after Holm's correction, and the verdict goes by those.";
        }

        if (metrics.Count > 1)
        {
            yield return $"{metrics.Count} metrics were read and are not corrected for each other: decide by the one that was chosen beforehand.";
        }

        if (options.Covariate is { } covariate)
        {
            yield return $"CUPED with {covariate}: it must have been measured before the assignment.";
        }
    }
}
