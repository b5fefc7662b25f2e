namespace Omua.Storage.Sqlite;

/// <summary>Count, sum, least and greatest of points, as they are added. Sums are compensated (Neumaier): a million small figures beside a large one are not lost.</summary>
internal sealed class MetricFigures
{
    private double _sum;
    private double _lost;

    public long Count { get; private set; }

    public double Sum => double.IsFinite(_lost) ? _sum + _lost : _sum;

    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    public void Add(double value) => Add(1, value, value, value);

    public void Add(long count, double sum, double min, double max)
    {
        Count += count;
        var total = _sum + sum;
        _lost += Math.Abs(_sum) >= Math.Abs(sum) ? _sum - total + sum : sum - total + _sum;
        _sum = total;
        Min = Math.Min(Min, min);
        Max = Math.Max(Max, max);
    }
}
