using System.Globalization;

namespace Omua.Analytics;

/// <summary>One comparison of treated places with others.</summary>
internal sealed class SyntheticControl
{
    private const int FewestBefore = 10;

    /// <summary>How far the interval is looked for at least, in errors of the fit before.</summary>
    private const int LeastReach = 64;
    private const double PoorFit = 0.1;
    private readonly GeoOptions _options;
    private readonly string[] _others;
    private readonly double[][] _donors;
    private readonly double[] _treated;
    private readonly double _scale;
    private readonly int _before;
    private readonly int _count;

    public SyntheticControl(GeoPanel panel, GeoOptions options)
    {
        _options = options;
        MathsFaults.Level(options.Level);
        if (options.Spend is { } spend && !(spend > 0 && double.IsFinite(spend)))
        {
            throw MathsFaults.OutOfRange("the spend", spend, "numbers above 0");
        }

        foreach (var place in options.Treated.Where(place => !panel.Places.ContainsKey(place)))
        {
            throw GeoPanel.Incomplete($"'{place}' is none of the places {string.Join(", ", panel.Places.Keys.Take(20))}");
        }

        _others = [.. panel.Places.Keys.Except(options.Treated, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (options.Treated.Count == 0 || _others.Length < 2)
        {
            throw GeoPanel.Incomplete(string.Create(CultureInfo.InvariantCulture, $"{options.Treated.Count} places were treated and {_others.Length} left alone"));
        }

        (_before, _count) = (panel.Times.Count(time => time < options.From), panel.Times.Count(time => options.To is null || time <= options.To));
        if (_before < FewestBefore || _count <= _before)
        {
            throw MathsFaults.TooFew(_before < FewestBefore ? "The time before the treatment" : "The time after the treatment", _before < FewestBefore ? _before : 0, _before < FewestBefore ? FewestBefore : 1);
        }

        double[] sum = [.. Enumerable.Range(0, _count).Select(period => options.Treated.Distinct(StringComparer.Ordinal).Sum(place => panel.Places[place][period]))];
        (_treated, _scale) = Indexed("the treated places", sum);
        _donors = [.. _others.Select(place => Indexed($"'{place}'", [.. panel.Places[place].Take(_count)]).Values)];
        if (_treated.Take(_before).All(value => value == _treated[0]))
        {
            throw MathsFaults.NoVariation("The outcome before");
        }
    }

    public GeoLift Run()
    {
        var weights = SimplexLeastSquares.Solve(_donors, _treated, 0, _before);
        double[] expected = [.. Enumerable.Range(0, _count).Select(period => Mean(weights, period))];
        var after = _count - _before;
        var effect = Enumerable.Range(_before, after).Sum(period => _treated[period] - expected[period]);
        var error = RootMeanSquare(_treated, expected, 0, _before);
        var (conformal, placebo) = (Conformal(0), Placebo(RootMeanSquare(_treated, expected, _before, _count) / error));
        var interval = Interval(effect / after, Math.Max(error, 1e-6));
        return new GeoLift
        {
            Weights = _others.Zip(weights).Where(pair => pair.Second > 1e-6).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
            Actual = [.. _treated.Select(value => value * _scale)],
            Expected = [.. expected.Select(value => value * _scale)],
            Before = _before,
            Effect = effect * _scale,
            EffectInterval = (interval.Low * after * _scale, interval.High * after * _scale),
            Level = _options.Level,
            Return = effect * _scale / _options.Spend,
            ConformalP = conformal,
            PlaceboP = placebo,
            FitError = error,
            Notes = [.. Notes(error, interval)],
        };
    }

    private (double[] Values, double Scale) Indexed(string what, double[] values)
    {
        var mean = values.Take(_before).Average();
        return mean > 0 && values.All(double.IsFinite) ? ([.. values.Select(value => value / mean)], mean) : throw MathsFaults.NothingToDivideBy($"the outcome of {what} before");
    }

    private double Mean(double[] weights, int period)
    {
        var sum = 0.0;
        for (var donor = 0; donor < weights.Length; donor++)
        {
            sum += weights[donor] * _donors[donor][period];
        }

        return sum;
    }

    private static double RootMeanSquare(double[] actual, double[] expected, int from, int to) =>
        Math.Sqrt(Enumerable.Range(from, to - from).Average(period => (actual[period] - expected[period]) * (actual[period] - expected[period])));

    /// <summary>p of the hypothesis that each period after was raised by so much.</summary>
    private double Conformal(double effect)
    {
        double[] imputed = [.. _treated.Select((value, period) => period < _before ? value : value - effect)];
        var weights = SimplexLeastSquares.Solve(_donors, imputed, 0, _count);
        double[] residuals = [.. imputed.Select((value, period) => Math.Abs(value - Mean(weights, period)))];
        double Statistic(int shift) => Enumerable.Range(_before, _count - _before).Sum(period => residuals[(period + shift) % _count]);
        var observed = Statistic(0);
        return Enumerable.Range(0, _count).Count(shift => Statistic(shift) >= observed - 1e-12) / (double)_count;
    }

    private (double? Low, double? High) Interval(double centre, double step)
    {
        double? End(int side)
        {
            var (inside, outside) = (centre, centre);
            // A close fit makes its errors small beside the effect: as far as the effect itself, from there to nothing, is looked in any case.
            for (var reach = 1.0; ; reach *= 2)
            {
                outside = centre + side * reach * step;
                if (Conformal(outside) <= 1 - _options.Level)
                {
                    break;
                }

                inside = outside;
                if (reach >= LeastReach && reach * step > 2 * Math.Abs(centre))
                {
                    return null;
                }
            }

            for (var halving = 0; halving < 12; halving++)
            {
                var middle = (inside + outside) / 2;
                (inside, outside) = Conformal(middle) <= 1 - _options.Level ? (inside, middle) : (middle, outside);
            }

            return outside;
        }

        // Where not even the rarest shift is rare enough, nothing can be rejected.
        return 1.0 / _count > 1 - _options.Level ? (null, null) : (End(-1), End(1));
    }

    private double Placebo(double observed)
    {
        var atLeast = 1;
        for (var place = 0; place < _donors.Length; place++)
        {
            double[][] others = [.. _donors.Where((_, index) => index != place)];
            var weights = SimplexLeastSquares.Solve(others, _donors[place], 0, _before);
            double[] expected = [.. Enumerable.Range(0, _count).Select(period => weights.Select((weight, index) => weight * others[index][period]).Sum())];
            var before = RootMeanSquare(_donors[place], expected, 0, _before);
            atLeast += RootMeanSquare(_donors[place], expected, _before, _count) / Math.Max(before, 1e-12) >= observed ? 1 : 0;
        }

        return atLeast / (double)(_donors.Length + 1);
    }

    private IEnumerable<string> Notes(double error, (double? Low, double? High) interval)
    {
        if (error > PoorFit)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"before the treatment the others miss the treated places by {error:P1} of their mean: the comparison is poor");
        }

        if (interval.Low is null || interval.High is null)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{_count} periods reject no effect on {(interval.Low is null && interval.High is null ? "either side" : interval.Low is null ? "the lower side" : "the upper side")} at the level {_options.Level}: that end of the interval is open");
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"the least p that can be reached is {1.0 / _count:0.###} over {_count} periods, and {1.0 / (_donors.Length + 1):0.###} over {_donors.Length + 1} places");
    }
}
