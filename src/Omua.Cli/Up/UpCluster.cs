using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Cluster;

namespace Omua.Cli.Up;

/// <summary>This machine's part in a cluster: what it works off it works off with the others.</summary>
internal sealed class UpCluster(Application application, UpOptions options, CommandOutput output) : IUpPart
{
    private const string ConnectionKey = "connection_string";
    private const string SchemaKey = "schema";

    public string Name => "cluster";

    /// <summary>Runs that this machine saw to their end, in order, with how they ended.</summary>
    public ConcurrentQueue<(string Id, string Status)> Ended { get; } = new();

    public async Task WorkAsync(CancellationToken stop)
    {
        ClusterRoom.Open();
        await TakePartAsync(stop);
    }

    /// <summary>A border of its own: what it names is loaded from the folder that was just opened.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task TakePartAsync(CancellationToken stop)
    {
        var store = await application.StorageAsync(stop);
        var engine = application.Configuration.Settings.Engine;
        using var loggers = new StderrLoggerFactory(isVerbose: false);
        var database = application.Configuration.For(application.StorageName, []);
        var node = new ClusterNode(
            new ClusterOptions
            {
                ConnectionString = database[ConnectionKey]!,
                Schema = $"{database[SchemaKey] ?? "omua"}_cluster",
                Address = options.Cluster!.Address,
                Port = options.Cluster.Port,
                Slots = engine.TotalParallel,
                Drain = options.Grace,
                Sweep = options.Poll,
            },
            new ClusterServices
            {
                Storage = store, Grounds = new ClusterGrounds(application, output, Ended), Engine = Runs.RunGround.Options(engine), Time = application.Time, Loggers = loggers,
            });
        await node.RunAsync(silo => output.Message($"cluster: joined as {silo}"), stop);
    }
}
