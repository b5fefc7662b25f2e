using Omua.Plugins.Health;

namespace Omua.Plugins.Guard;

/// <summary>How many calls of one version of a plugin there were, how many failed, how long they took. The gates count the calls; this counts what only the outcome tells.</summary>
internal sealed class CallStatistics(string hash)
{
    private readonly Lock _lock = new();
    private readonly List<CallGate> _gates = [];
    private readonly LatencyHistogram _latency = new();
    private long _callsOfEnded;
    private long _failures;
    private (long Calls, long Failures, long[] Buckets, TimeSpan? LoadTime) _taken = (0, 0, [], null);

    /// <summary>The content that was called.</summary>
    public string Hash => hash;

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

    /// <summary>What has been counted since the last take; null where nothing has.</summary>
    public PluginRecord? Take(string plugin, DateTimeOffset now)
    {
        var (calls, failures, buckets) = (Calls, Failures, _latency.Counts());
        var before = _taken;
        var loaded = LoadTime == before.LoadTime ? null : LoadTime;
        if (calls == before.Calls && failures == before.Failures && loaded is null)
        {
            return null;
        }

        _taken = (calls, failures, buckets, LoadTime);
        return new PluginRecord(plugin, hash)
        {
            Since = now, Updated = now, Calls = calls - before.Calls, Failures = failures - before.Failures, LoadTime = loaded,
            Latency = [.. buckets.Select((count, bucket) => count - before.Buckets.ElementAtOrDefault(bucket))],
        };
    }
}
