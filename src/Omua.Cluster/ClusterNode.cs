using Microsoft.Extensions.Logging;
using Npgsql;
using Omua.Cluster.Hosting;

namespace Omua.Cluster;

/// <summary>A machine's part in a cluster: a silo, and where the others have given it up (it was frozen, or cut off) the next one.</summary>
internal sealed partial class ClusterNode(ClusterOptions options, ClusterServices services)
{
    private readonly ILogger _logger = services.Loggers.CreateLogger("Omua.Cluster");

    /// <summary>Takes part until told to stop, and then drains: attempts may end, what is left is given back, runs go to other machines.</summary>
    /// <param name="joined">Called whenever a silo has joined, with its name.</param>
    /// <param name="stop">The word to stop.</param>
    /// <exception cref="FaultException">It could not join, or its plugins are not those of the others.</exception>
    public async Task RunAsync(Action<string> joined, CancellationToken stop)
    {
        await using var database = Members();
        while (!stop.IsCancellationRequested)
        {
            var silo = await JoinAsync(database, stop).ConfigureAwait(false);
            joined(silo.Name);
            LogJoined(_logger, silo.Name);
            if (await silo.LivesAsync(stop).ConfigureAwait(false))
            {
                await silo.DrainAsync().ConfigureAwait(false);
                LogStopped(_logger, silo.Name);
                return;
            }

            LogDied(_logger, silo.Name);
            await silo.AbandonAsync().ConfigureAwait(false);
        }
    }

    private NpgsqlDataSource Members()
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString) { ApplicationName = "omua cluster", MaxPoolSize = 4, CommandTimeout = 10 };

        // A silo that is frozen while it changes the list must not keep the others from declaring it dead.
        settings.Options = $"{settings.Options} -c idle_in_transaction_session_timeout={(int)options.Refresh.TotalMilliseconds / 2}".Trim();
        return NpgsqlDataSource.Create(settings);
    }

    private async Task<JoinedSilo> JoinAsync(NpgsqlDataSource database, CancellationToken stop)
    {
        try
        {
            return await JoinedSilo.JoinAsync(SiloSetup.Build(options, services, database), stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (FaultException or OperationCanceledException))
        {
            // Whatever keeps a silo from joining (no database, a taken port, others that cannot be reached), the person needs one sentence.
            throw new FaultException(ClusterFaults.CannotJoin(exception.GetBaseException().Message), exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} has joined the cluster")]
    private static partial void LogJoined(ILogger logger, string silo);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} has left the cluster")]
    private static partial void LogStopped(ILogger logger, string silo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cluster has given silo {Silo} up; joining again as a new one")]
    private static partial void LogDied(ILogger logger, string silo);
}
