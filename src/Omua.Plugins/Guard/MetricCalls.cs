namespace Omua.Plugins.Guard;

internal readonly struct WriteMetricsCall(IReadOnlyList<MetricPoint> points) : IPluginCall<IStorageBackend, Nothing>
{
    public string Member => "Metrics.WriteAsync";

    public Task<Nothing> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => Nothing.Of(plugin.Metrics.WriteAsync(points, cancellationToken));

    public Nothing Checked(Nothing result, SecretMask mask) => result;
}

internal readonly struct QueryMetricsCall(MetricQuery query) : IPluginCall<IStorageBackend, IReadOnlyList<MetricGroup>>
{
    public string Member => "Metrics.QueryAsync";

    public Task<IReadOnlyList<MetricGroup>> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Metrics.QueryAsync(query, cancellationToken);

    public IReadOnlyList<MetricGroup> Checked(IReadOnlyList<MetricGroup> result, SecretMask mask) => Results.List(result, "groups", StorageChecks.Group);
}

internal readonly struct MetricNamesCall : IPluginCall<IStorageBackend, IReadOnlyList<string>>
{
    public string Member => "Metrics.NamesAsync";

    public Task<IReadOnlyList<string>> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Metrics.NamesAsync(cancellationToken);

    public IReadOnlyList<string> Checked(IReadOnlyList<string> result, SecretMask mask) => Results.List(result, "names", static name => name);
}

internal readonly struct DeleteMetricsCall(string name, DateTimeOffset before) : IPluginCall<IStorageBackend, long>
{
    public string Member => "Metrics.DeleteAsync";

    public Task<long> Invoke(IStorageBackend plugin, CancellationToken cancellationToken) => plugin.Metrics.DeleteAsync(name, before, cancellationToken);

    public long Checked(long result, SecretMask mask) => result >= 0 ? result : throw new InvalidResultException($"{result} deleted points");
}
