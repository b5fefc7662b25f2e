using System.Globalization;

namespace Omua.Analytics;

/// <summary>Goes through a series once, judging each value by those before it.</summary>
internal sealed class SeriesWatch
{
    private readonly TimeSeries _series;
    private readonly WatchOptions _options;
    private readonly TimeSpan _step;
    private readonly TimeSpan _quiet;

    public SeriesWatch(TimeSeries series, WatchOptions options)
    {
        Validate(series, options);
        (_series, _options) = (series, options);
        _step = Step(series.Times);
        var day = TimeSpan.FromDays(1);
        _quiet = options.Quiet ?? (_step > day ? _step : day);
    }

    public WatchReport Run()
    {
        var (to, from) = ValueScale.For(_series.Values);
        var week = TimeSpan.FromDays(7);
        var baseline = new MovingBaseline(_step, _options.LevelSpan ?? (28 * _step > week ? 28 * _step : week));
        var alarms = new List<Alarm>();
        var (judged, skipped, worst, last) = (0, 0, 0.0, DateTime.MinValue);
        for (var index = 0; index < _series.Times.Count; index++)
        {
            var (time, value) = (_series.Times[index], to(_series.Values[index]));
            if (_series.Volumes is { } volumes && !(volumes[index] >= _options.MinimumVolume))
            {
                skipped++;
                continue;
            }

            if (baseline.At(time, _options.FalseAlarmRate) is var (expected, spread, limit))
            {
                judged++;
                var (score, relative) = ((value - expected) / spread, Math.Abs(value - expected) / spread / limit);
                if (relative > 1)
                {
                    var isNew = alarms.Count == 0 || time - last > _quiet;
                    if (isNew || relative > worst * _options.Escalation)
                    {
                        alarms.Add(new Alarm
                        {
                            Index = index,
                            At = time,
                            Value = _series.Values[index],
                            Expected = from(expected),
                            BandLow = from(expected - limit * spread),
                            BandHigh = from(expected + limit * spread),
                            Score = score,
                            Until = time,
                        });
                        worst = relative;
                    }

                    last = time;
                    alarms[^1] = alarms[^1] with { Until = time };
                }
            }

            baseline.Learn(time, value);
        }

        return new WatchReport(_series.Name, alarms, judged, skipped, [.. Notes(judged, skipped)]);
    }

    private static void Validate(TimeSeries series, WatchOptions options)
    {
        var count = series.Times.Count;
        if (series.Values.Count != count || series.Volumes is { } volumes && volumes.Count != count)
        {
            throw MathsFaults.OutOfRange("the number of values", series.Values.Count, string.Create(CultureInfo.InvariantCulture, $"{count} to {count}"));
        }

        for (var index = 0; index < count; index++)
        {
            if (!double.IsFinite(series.Values[index]))
            {
                throw MathsFaults.OutOfRange(string.Create(CultureInfo.InvariantCulture, $"value {index} of '{series.Name}'"), series.Values[index], "finite numbers");
            }

            if (index > 0 && series.Times[index] < series.Times[index - 1])
            {
                throw MathsFaults.OutOfOrder(series.Name, series.Times[index]);
            }
        }

        if (!(options.FalseAlarmRate is >= 1e-5 and <= 0.1))
        {
            throw MathsFaults.OutOfRange("the false alarm rate", options.FalseAlarmRate, "0.00001 to 0.1");
        }

        if (!(options.Escalation > 1))
        {
            throw MathsFaults.OutOfRange("the escalation", options.Escalation, "numbers above 1");
        }

        if (options.LevelSpan is { } span && span <= TimeSpan.Zero)
        {
            throw MathsFaults.OutOfRange("the level span in days", span.TotalDays, "numbers above 0");
        }

        if (count < MovingBaseline.FewestValues)
        {
            throw MathsFaults.TooFew($"Watching '{series.Name}'", count, MovingBaseline.FewestValues);
        }

        if (series.Values.All(value => value == series.Values[0]))
        {
            throw MathsFaults.NoVariation($"'{series.Name}'");
        }
    }

    private static TimeSpan Step(IReadOnlyList<DateTime> times)
    {
        double[] steps = [.. Enumerable.Range(1, times.Count - 1).Select(index => (double)(times[index] - times[index - 1]).Ticks).Where(ticks => ticks > 0)];
        return steps.Length == 0 ? throw MathsFaults.NoVariation("The time of the values") : TimeSpan.FromTicks((long)RobustScale.Median(steps));
    }

    private IEnumerable<string> Notes(int judged, int skipped)
    {
        if (judged == 0)
        {
            yield return $"{_series.Name}: no value was judged; the series is too short, has too little volume, or hardly varies";
        }

        if (skipped > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{_series.Name}: {skipped} values rest on a volume below {_options.MinimumVolume} and were neither judged nor learned from");
        }
    }
}
