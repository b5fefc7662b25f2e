using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Shell;

namespace Omua.Cli.Up;

/// <summary><c>omua up</c>: one process that works off runs and schedules until it is told to stop.</summary>
internal static class UpVerb
{
    public const string Name = "up";

    /// <summary>Longer than any grace: the verb ends by itself.</summary>
    public static readonly TimeSpan LongestEnd = TimeSpan.FromHours(1);

    private static readonly Option<double> Poll = new("--poll") { Description = "Seconds between two looks for runs, answers and schedules (default 2; 0.05 to 3600)", DefaultValueFactory = _ => 2, HelpName = "SECONDS" };

    private static readonly Option<double> Grace = new("--grace") { Description = "Seconds that tasks under way get when it is told to stop (default 20; 0 to 3600)", DefaultValueFactory = _ => 20, HelpName = "SECONDS" };

    private static readonly Option<int> MaxRuns = new("--max-runs") { Description = "Runs at once; each holds its data in memory (default 4; 1 to 100)", DefaultValueFactory = _ => 4, HelpName = "N" };

    private static readonly Option<string?> Cluster = new("--cluster")
    {
        Description = "Share the work with every machine that names the same PostgreSQL database; a connection string, in which ${env:NAME} is replaced", HelpName = "POSTGRES",
    };

    private static readonly Option<string> ClusterAddress = new("--cluster-address")
    {
        Description = "Where the other machines reach this one (default 127.0.0.1:11411: all on one machine)", DefaultValueFactory = _ => "127.0.0.1:11411", HelpName = "IP:PORT",
    };

    public static Command Create()
    {
        var verb = new Verb(Name, "Work off open runs, answered approvals and schedules until told to stop (Ctrl+C or SIGTERM)")
        {
            Examples = ["omua up", "omua up --grace 60 --max-runs 8", "omua up --cluster 'Host=db;Database=omua;Username=omua;Password=${env:OMUA_DB_PASSWORD}' --cluster-address 10.0.0.5:11411"],
        };
        verb.Add(Poll);
        verb.Add(Grace);
        verb.Add(MaxRuns);
        verb.Add(Cluster);
        verb.Add(ClusterAddress);
        return verb.Does((invocation, cancellationToken) => RunAsync(invocation, Read(invocation), cancellationToken));
    }

    private static UpOptions Read(Invocation invocation)
    {
        var (poll, grace, runs) = (invocation.Get(Poll), invocation.Get(Grace), invocation.Get(MaxRuns));
        return poll is not (>= 0.05 and <= 3600) ? throw new FaultException(UsageFaults.Wrong($"--poll cannot be {poll}", "use 0.05 to 3600 seconds"))
            : grace is not (>= 0 and <= 3600) ? throw new FaultException(UsageFaults.Wrong($"--grace cannot be {grace}", "use 0 to 3600 seconds"))
            : runs is not (>= 1 and <= 100) ? throw new FaultException(UsageFaults.Wrong($"--max-runs cannot be {runs}", "use 1 to 100"))
            : new UpOptions(TimeSpan.FromSeconds(poll), TimeSpan.FromSeconds(grace), runs, invocation.Get(Cluster) is null ? null : Address(invocation.Get(ClusterAddress)!));
    }

    private static IPEndPoint Address(string text) => IPEndPoint.TryParse(text, out var address) && address.Port > 0
        ? address
        : throw new FaultException(UsageFaults.Wrong($"--cluster-address cannot be {text}", "use an IP address that the other machines reach, and a port: 10.0.0.5:11411"));

    private static async Task<int> RunAsync(Invocation invocation, UpOptions options, CancellationToken stop)
    {
        await using var application = options.Cluster is null ? Application.ForReloading(invocation) : Application.ForCluster(invocation, invocation.Get(Cluster)!);
        await application.StorageAsync(stop);
        await application.Plugins.ScanAsync(stop);
        var output = invocation.Output;
        var runs = new UpRuns(application, options, output);
        var cluster = new UpCluster(application, options, output);
        IUpPart[] parts = options.Cluster is null
            ? [runs, new UpSchedules(application, options, output), new UpPlugins(application, options, output, runs)]
            : [cluster, new UpSchedules(application, options, output)];
        var ended = options.Cluster is null ? runs.Ended : cluster.Ended;
        output.Message($"up: process {Environment.ProcessId}, store {application.StorageName}; Ctrl+C or SIGTERM stops it");
        await WorkAsync(parts, stop);
        if (invocation.IsJson)
        {
            output.Json(new JsonObject
            {
                ["runs"] = new JsonArray([.. ended.Select(run => (JsonNode)new JsonObject { ["id"] = run.Id, ["status"] = run.Status })]),
            });
        }

        output.Message($"stopped: {ended.Count} runs ended here");
        return ExitCode.Done;
    }

    /// <summary>Until all have ended. One that fails stops the others: a process that does half of what it is there for is worse than one that is started again.</summary>
    private static async Task WorkAsync(IReadOnlyList<IUpPart> parts, CancellationToken stop)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAll(parts.Select(async part =>
        {
            try
            {
                await Task.Run(() => part.WorkAsync(all.Token), CancellationToken.None);
            }
            catch
            {
                await all.CancelAsync();
                throw;
            }
        }));
    }
}
