using Omua.Plugins.Guard;

namespace Omua.Plugins.Health;

/// <summary>What is kept of the calls of one plugin, over all processes since its content last changed.</summary>
/// <param name="Plugin">The plugin's name.</param>
/// <param name="Hash">The content that was called.</param>
internal sealed record PluginRecord(string Plugin, string Hash)
{
    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public long Calls { get; init; }

    public long Failures { get; init; }

    /// <summary>How long the last start took; null where there was none.</summary>
    public TimeSpan? LoadTime { get; init; }

    /// <summary>Durations of calls, in the buckets of <see cref="LatencyHistogram"/>.</summary>
    public IReadOnlyList<long> Latency { get; init; } = [];

    public PluginFigures Figures => new(Calls, Failures)
    {
        Since = Since, LoadTime = LoadTime, Median = LatencyHistogram.Quantile(Latency, 0.5), Percentile99 = LatencyHistogram.Quantile(Latency, 0.99),
    };

    /// <summary>With what another process, or this one later, counted. A changed plugin begins anew.</summary>
    public PluginRecord With(PluginRecord later) => later.Hash != Hash ? later : this with
    {
        Updated = later.Updated > Updated ? later.Updated : Updated, Calls = Calls + later.Calls, Failures = Failures + later.Failures, LoadTime = later.LoadTime ?? LoadTime,
        Latency = Latency.Count == 0 ? later.Latency : [.. Latency.Select((count, bucket) => count + later.Latency.ElementAtOrDefault(bucket))],
    };
}
