using System.Runtime.CompilerServices;

namespace Omua.Plugins.Loading;

/// <summary>A plugin's metrics in the host's store. Their names carry the plugin's, so that it reaches nobody else's.</summary>
internal sealed class OwnMetrics(IMetricStore store, string pluginName) : IMetricStore
{
    private readonly string _prefix = $"plugin.{pluginName}.";

    public Task WriteAsync(IReadOnlyList<MetricPoint> points, CancellationToken cancellationToken = default) =>
        store.WriteAsync([.. points.Select(point => point with { Name = _prefix + point.Name })], cancellationToken);

    public Task<IReadOnlyList<MetricGroup>> QueryAsync(MetricQuery query, CancellationToken cancellationToken = default) =>
        store.QueryAsync(Own(query), cancellationToken);

    public async IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var point in store.ReadAsync(Own(query), cancellationToken).ConfigureAwait(false))
        {
            yield return point with { Name = point.Name[_prefix.Length..] };
        }
    }

    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default) =>
        [.. (await store.NamesAsync(cancellationToken).ConfigureAwait(false)).Where(name => name.StartsWith(_prefix, StringComparison.Ordinal)).Select(name => name[_prefix.Length..])];

    public Task<long> DeleteAsync(string name, DateTimeOffset before, CancellationToken cancellationToken = default) => store.DeleteAsync(_prefix + name, before, cancellationToken);

    private MetricQuery Own(MetricQuery query) => query with { Name = _prefix + query.Name };
}
