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
}
