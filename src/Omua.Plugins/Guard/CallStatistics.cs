namespace Omua.Plugins.Guard;

/// <summary>How many calls, how many failed, how long they took. The gates count the calls; this counts what only the outcome tells.</summary>
internal sealed class CallStatistics
{
    private readonly Lock _lock = new();
    private readonly List<CallGate> _gates = [];
    private readonly LatencyHistogram _latency = new();
    private long _callsOfEnded;
    private long _failures;

    public long Calls
    {
        get
        {
            lock (_lock)
            {
                return _callsOfEnded + _gates.Sum(gate => gate.Calls);
            }
        }
    }

    public long Failures => Interlocked.Read(ref _failures);

    public TimeSpan? Median => _latency.Quantile(0.5);

    public TimeSpan? Percentile99 => _latency.Quantile(0.99);

    /// <summary>How long the last start took, from the file to the first call.</summary>
    public TimeSpan? LoadTime { get; set; }

    public void Count(CallGate gate)
    {
        lock (_lock)
        {
            _gates.Add(gate);
        }
    }

    public void Ended(CallGate gate)
    {
        lock (_lock)
        {
            if (_gates.Remove(gate))
            {
                _callsOfEnded += gate.Calls;
            }
        }
    }

    public void Took(TimeSpan duration, int weight = 1) => _latency.Record(duration, weight);

    public void Failed() => Interlocked.Increment(ref _failures);
}
