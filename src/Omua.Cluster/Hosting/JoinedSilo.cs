using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omua.Cluster.Membership;

namespace Omua.Cluster.Hosting;

/// <summary>One silo, from joining to its end.</summary>
internal sealed class JoinedSilo
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly IHost _host;
    private readonly CancellationTokenSource _stopSweeping = new();
    private readonly Silos _silos;
    private readonly Sweeper _sweeper;
    private readonly Task _sweeping;

    private JoinedSilo(IHost host)
    {
        _host = host;
        _silos = host.Services.GetRequiredService<Silos>();
        _sweeper = host.Services.GetRequiredService<Sweeper>();
        _sweeping = Task.Run(() => _sweeper.RunAsync(_stopSweeping.Token));
    }

    public string Name => _silos.Self;

    /// <exception cref="FaultException">A plugin of this machine is not the one that the others have under its name.</exception>
    public static async Task<JoinedSilo> JoinAsync(IHost host, CancellationToken stop)
    {
        try
        {
            await host.StartAsync(stop).ConfigureAwait(false);
            var silos = host.Services.GetRequiredService<Silos>();
            await PluginAgreement.CheckAsync(silos, host.Services.GetRequiredService<IRunGrounds>().Agents, host.Services.GetRequiredService<TimeProvider>(), stop).ConfigureAwait(false);
            return new JoinedSilo(host);
        }
        catch
        {
            await EndAsync(host).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits for the word to stop (true), or until the cluster has given the silo up (false).</summary>
    public async Task<bool> LivesAsync(CancellationToken stop)
    {
        var died = _host.Services.GetRequiredService<DeathNotice>().Died;
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(told.SetResult);
        return await Task.WhenAny(died, told.Task).ConfigureAwait(false) != died;
    }

    /// <summary>First the attempts, so that their runs still hear of them here; then the runs, each to another silo; then the silo.</summary>
    public async Task DrainAsync()
    {
        var died = _host.Services.GetRequiredService<DeathNotice>().Died;
        using var hurry = new CancellationTokenSource();
        _ = died.ContinueWith(_ => hurry.Cancel(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await StopSweepingAsync().ConfigureAwait(false);
        await _host.Services.GetRequiredService<AttemptHost>().DrainAsync(hurry.Token).ConfigureAwait(false);
        var left = await _host.Services.GetRequiredService<RunHost>().LeaveAllAsync().ConfigureAwait(false);
        var others = _silos.Active.Where(silo => !silo.Equals(_silos.Local)).ToList();
        using var limit = new CancellationTokenSource(StopLimit);
        Task handing = Task.WhenAll(left.Select(run => _sweeper.HandAsync(run, others, limit.Token)));
        await handing.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await EndAsync(_host).ConfigureAwait(false);
    }

    /// <summary>The others go on without this silo: nothing of it is to be said or written any more. What it still tries to write, the journal refuses.</summary>
    public async Task AbandonAsync()
    {
        await StopSweepingAsync().ConfigureAwait(false);
        var runs = _host.Services.GetRequiredService<RunHost>();
        _host.Services.GetRequiredService<AttemptHost>().Abandon();
        await EndAsync(_host, isHurried: true).ConfigureAwait(false);
        Task leaving = runs.LeaveAllAsync();
        await leaving.WaitAsync(StopLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task StopSweepingAsync()
    {
        await _stopSweeping.CancelAsync().ConfigureAwait(false);
        await _sweeping.ConfigureAwait(false);
    }

    /// <summary>Orleans waits for open calls as long as it may; the drain has seen to what matters before.</summary>
    private static async Task EndAsync(IHost host, bool isHurried = false)
    {
        using var limit = new CancellationTokenSource(StopLimit);
        if (isHurried)
        {
            await limit.CancelAsync().ConfigureAwait(false);
        }

        await host.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
    }
}
