namespace Omua.Analytics;

/// <summary>The values of a span of time in rising order, kept so while the span moves on.</summary>
internal sealed class SlidingOrder(TimeSpan span)
{
    private readonly Queue<(DateTime Time, double Value)> _arrived = new();
    private readonly List<double> _sorted = [];

    public int Count => _sorted.Count;

    public double Median => (_sorted[(Count - 1) / 2] + _sorted[Count / 2]) / 2;

    public void Add(DateTime time, double value)
    {
        _arrived.Enqueue((time, value));
        var place = _sorted.BinarySearch(value);
        _sorted.Insert(place < 0 ? ~place : place, value);
    }

    /// <summary>Forgets what is older than the span.</summary>
    public void MoveTo(DateTime now)
    {
        while (_arrived.TryPeek(out var oldest) && oldest.Time < now - span)
        {
            _sorted.RemoveAt(_sorted.BinarySearch(_arrived.Dequeue().Value));
        }
    }

    public double Quantile(double share) => RobustScale.Quantile(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_sorted), share);
}
