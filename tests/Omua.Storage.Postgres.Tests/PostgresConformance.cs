using Npgsql;

namespace Omua.Storage.Postgres.Tests;

/// <summary>The PostgreSQL store keeps the storage contract, on a real server that all checks share.</summary>
public sealed class PostgresConformance(PostgresCluster cluster) : StorageBackendConformance, IClassFixture<PostgresCluster>
{
    protected override PluginUnderTest Plugin
    {
        get
        {
            Assert.SkipWhen(cluster.Missing is not null, cluster.Missing ?? "");
            return new PluginUnderTest
            {
                Create = _ => new PostgresStorage(),
                Configuration = new FakeConfiguration { ["connection_string"] = cluster.ConnectionString },
                Refused =
                [
                    new FakeConfiguration { ["connection_string"] = "nonsense without a key" },
                    new FakeConfiguration { ["connection_string"] = cluster.ConnectionString, ["schema"] = "a;b" },
                    new FakeConfiguration { ["connection_string"] = "Host=127.0.0.1;Port=1;Username=omua;Timeout=2" },
                ],
            };
        }
    }

    [Fact]
    public async Task Kit_OnAServerThatOthersUse_LeavesNothingThere()
    {
        var plugin = Plugin with { Configuration = new FakeConfiguration { ["connection_string"] = cluster.ConnectionString, ["schema"] = "swept" } };
        var report = await ConformanceKit.StorageBackends.RunAsync(plugin, check => check.Group is "together" or "journal.lease" or "journal.timers" or "documents" or "metrics.write", cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(report.IsKept && report.Outcomes.Select(outcome => outcome.Check.Group).Distinct().Count() == 5, string.Join('\n', report.Outcomes.Where(outcome => outcome.Status != CheckStatus.Passed)));
        await using var connection = new NpgsqlConnection(cluster.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var table in new[] { "runs", "events", "leases", "timers", "points", "documents" })
        {
            await using var count = new NpgsqlCommand($"SELECT count(*) FROM swept.{table}", connection);
            Assert.Equal((table, 0L), (table, (long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!));
        }
    }
}
