using Omua.Storage.Postgres.Tests;

namespace Omua.Cluster.Tests;

/// <summary>Two silos that nothing happens to, shared by tests that look at different runs. The second has an agent that the first lacks.</summary>
public sealed class LivingCluster : IAsyncLifetime
{
    public const string Rare = "rare";

    private TestCluster? _cluster;

    public PostgresCluster Server { get; } = new();

    internal TestCluster Cluster => _cluster ?? throw new InvalidOperationException("There is no server.");

    internal int RarePort => Cluster.Silos[1].Settings.Port;

    public async ValueTask InitializeAsync()
    {
        await Server.InitializeAsync();
        if (Server.Missing is null)
        {
            var agents = new Dictionary<string, string> { ["worker"] = "1" };
            var isSecond = false;
            _cluster = await TestCluster.StartAsync(Server, silos: 2, settings =>
            {
                (var mine, isSecond) = (isSecond ? new Dictionary<string, string>(agents) { [Rare] = "1" } : agents, true);
                return settings with { Agents = mine, PatienceSeconds = 2 };
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        await Server.DisposeAsync();
    }
}
