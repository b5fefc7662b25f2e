using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Omua.Cluster.Grains;
using Omua.Cluster.Membership;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Omua.Cluster.Hosting;

/// <summary>Puts a silo together.</summary>
internal static class SiloSetup
{
    private static readonly TimeSpan LifeSign = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(30);

    public static IHost Build(ClusterOptions cluster, ClusterServices own, NpgsqlDataSource database)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(new ForwardedLogs(own.Loggers)).AddFilter(ForwardedLogs.Wants).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>()
            .AddSingleton(cluster).AddSingleton(own.Engine).AddSingleton(own.Storage).AddSingleton(own.Grounds).AddSingleton(own.Time)
            .AddSingleton<DeathNotice>().AddSingleton<IFatalErrorHandler>(services => services.GetRequiredService<DeathNotice>())
            .AddSingleton<IMembershipTable>(new PostgresMembership(database, cluster.Schema))
            .AddSingleton<Silos>().AddSingleton<SiloChoice>().AddSingleton<GroundCache>().AddSingleton<SuspectMarks>().AddSingleton<AttemptHost>().AddSingleton<RunHost>().AddSingleton<Sweeper>();
        builder.UseOrleans(silo => Configure(silo, cluster, own.Grounds.Agents));
        return builder.Build();
    }

    private static void Configure(ISiloBuilder silo, ClusterOptions cluster, IReadOnlyDictionary<string, string> agents)
    {
        silo.Services.AddPlacementDirector<SpreadPlacement, SpreadDirector>();
        silo.UseSiloMetadata(Silos.Told(agents));
        silo.AddDistributedGrainDirectory();
        silo.Configure<Orleans.Configuration.ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.Schema, "omua"));
        silo.Configure<SiloOptions>(options => options.SiloName = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{cluster.Port}"));
        silo.Configure<EndpointOptions>(options =>
        {
            (options.AdvertisedIPAddress, options.SiloPort, options.GatewayPort) = (cluster.Address, cluster.Port, 0);
            options.SiloListeningEndpoint = cluster.Listen ?? new IPEndPoint(IPAddress.IsLoopback(cluster.Address) ? cluster.Address : IPAddress.Any, cluster.Port);
        });
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = CallLimit);
        if (!cluster.IsUntuned)
        {
            silo.Configure<GrainDirectoryOptions>(options => options.RangeLeaseDuration = TimeSpan.Zero);
            silo.Configure<ClusterMembershipOptions>(options => Tune(options, cluster));
        }
    }

    private static void Tune(ClusterMembershipOptions options, ClusterOptions cluster)
    {
        options.ProbeTimeout = cluster.Probe;
        options.NumMissedProbesLimit = cluster.MissedProbes;
        options.TableRefreshTimeout = cluster.Refresh;

        // A silo that was killed and starts again must not wait a minute and a half for its own ghost.
        options.IAmAliveTablePublishTimeout = LifeSign;
    }
}
