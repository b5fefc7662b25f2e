namespace Omua.Analytics;

/// <summary>What the past of a series lets expect: a level, a rhythm of the day or week, a spread and its tail. Each answer uses what was learned before.</summary>
internal sealed class MovingBaseline
{
    private const int FewestLevel = 12;
    private const int FewestScores = 100;
    private const int FewestResiduals = 48;

    /// <summary>Values that are learned from before the first is judged, and one to judge.</summary>
    public const int FewestValues = FewestLevel + FewestResiduals + FewestScores + 1;

    // Between these two quantiles the tail of the scores is read off; the wildest 2 % are left out, since they may be what is looked for.
    private const double TailFrom = 0.90;
    private const double TailTo = 0.98;
    private readonly SlidingOrder _level;
    private readonly SlidingOrder _spread;
    private readonly SlidingOrder _scores;
    private readonly SlidingOrder[] _rhythm;
    private readonly Func<DateTime, int> _slot;

    public MovingBaseline(TimeSpan step, TimeSpan levelSpan)
    {
        var slots = step < TimeSpan.FromDays(1) ? 24 : step < TimeSpan.FromDays(2) ? 7 : 1;
        _slot = slots switch { 24 => time => time.Hour, 7 => time => (int)time.DayOfWeek, _ => _ => 0 };
        (_level, _spread, _scores) = (new SlidingOrder(levelSpan), new SlidingOrder(8 * levelSpan), new SlidingOrder(8 * levelSpan));
        _rhythm = [.. Enumerable.Range(0, slots).Select(_ => new SlidingOrder(4 * levelSpan))];
    }

    /// <summary>The expected value, the spread and the score above which a value is out of the ordinary; null while too little was learned.</summary>
    public (double Expected, double Spread, double Limit)? At(DateTime time, double falseAlarmRate)
    {
        MoveTo(time);
        if (_level.Count < FewestLevel || _spread.Count < FewestResiduals || _scores.Count < FewestScores || !(Spread > 0))
        {
            return null;
        }

        var (from, to) = (_scores.Quantile(TailFrom), _scores.Quantile(TailTo));
        var decay = Math.Max(1e-3, (to - from) / Math.Log((1 - TailFrom) / (1 - TailTo)));
        return (_level.Median + Rhythm(time), Spread, from + decay * Math.Log((1 - TailFrom) / falseAlarmRate));
    }

    public void Learn(DateTime time, double value)
    {
        MoveTo(time);
        var rhythm = Rhythm(time);
        if (_level.Count >= FewestLevel)
        {
            var residual = value - _level.Median - rhythm;
            if (_spread.Count >= FewestResiduals && Spread > 0)
            {
                _scores.Add(time, Math.Abs(residual) / Spread);
            }

            _spread.Add(time, Math.Abs(residual));
            _rhythm[_slot(time)].Add(time, value - _level.Median);
        }

        _level.Add(time, value - rhythm);
    }

    private double Spread => RobustScale.NormalConsistency * _spread.Median;

    // Drawn toward none by the weight of one value, so that a single day does not make a rhythm.
    private double Rhythm(DateTime time)
    {
        var same = _rhythm[_slot(time)];
        return _rhythm.Length == 1 || same.Count < 2 ? 0 : same.Median * same.Count / (same.Count + 1);
    }

    private void MoveTo(DateTime time)
    {
        _level.MoveTo(time);
        _spread.MoveTo(time);
        _scores.MoveTo(time);
        _rhythm[_slot(time)].MoveTo(time);
    }
}
