using Microsoft.Extensions.Logging;
using Omua.Plugins.Guard;
using Omua.Plugins.Health;
using Omua.Plugins.Index;

namespace Omua.Plugins.Loading;

/// <summary>A plugin that runs, with all that ends together with it.</summary>
internal sealed partial class PluginInstance(CatalogPlugin found, IPlugin plugin, LoadedUnit unit, StartParts parts, PluginHostOptions options)
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private readonly List<(string Member, Task Call)> _abandoned = [];
    private readonly ILogger _logger = options.LoggerFactory.CreateLogger($"Omua.Plugins.{found.Entry.Name}");
    private IPlugin? _plugin = plugin;
    private int _isEnded;

    public string Name => found.Entry.Name;

    public string Path => found.Entry.Path;

    /// <summary>Whether it ships with the product.</summary>
    public bool IsShipped => found.Place.LoadsInPlace;

    public required string Version { get; init; }

    public required string Description { get; init; }

    public string Hash => found.Unit.Hash;

    public LoadedUnit Unit => unit;

    public PluginLimits Limits => parts.Limits;

    public PluginHealth Health => parts.Health;

    /// <summary>What is counted of this version.</summary>
    public CallStatistics Statistics { get; } = parts.Health.StatisticsOf(found.Unit.Hash);

    public SecretMask Mask => parts.Mask;

    public CallGate Gate { get; } = new(parts.Limits.MaxParallel);

    /// <summary>Cancelled when calls that are still under way have to end.</summary>
    public CancellationToken Ending => _ending.Token;

    public IPlugin Plugin => _plugin ?? throw new InvalidOperationException($"{Name} has ended");

    /// <summary>What still runs although it was told to end: a guess at what holds the plugin's code.</summary>
    public IReadOnlyList<string> Unfinished
    {
        get
        {
            lock (_lock)
            {
                var calls = _abandoned.Where(abandoned => !abandoned.Call.IsCompleted).Select(abandoned => $"a call of {abandoned.Member} that was abandoned and still runs");
                var voids = parts.Contained.Pending is > 0 and var count ? [$"{count} async void method(s) that have not ended"] : (IEnumerable<string>)[];
                return [.. calls, .. parts.Scope.Unfinished.Select(work => $"background work '{work}' that ignores its token"), .. voids];
            }
        }
    }

    public Task<TResult> Invoke<TPlugin, TCall, TResult>(in TCall call, CancellationToken cancellationToken)
        where TPlugin : class
        where TCall : struct, IPluginCall<TPlugin, TResult>
    {
        parts.Mark?.Begin(MarkedWork.Call);
        var frame = parts.Contained.Enter();
        Task<TResult> pending;
        try
        {
            pending = call.Invoke((TPlugin)Plugin, cancellationToken) ?? throw new InvalidResultException("null instead of a task");
        }
        catch (Exception exception)
        {
            // Border: the plugin's own code. What it throws before its first await is treated as what it throws after.
            pending = Task.FromException<TResult>(exception);
        }
        finally
        {
            frame.Leave();
        }

        return pending.Marked(parts.Mark, MarkedWork.Call);
    }

    /// <summary>A property or a method that returns at once.</summary>
    public T Get<TPlugin, T>(Func<TPlugin, T> get)
        where TPlugin : class
    {
        parts.Mark?.Begin(MarkedWork.Call);
        var frame = parts.Contained.Enter();
        try
        {
            return get((TPlugin)Plugin);
        }
        finally
        {
            frame.Leave();
            parts.Mark?.End(MarkedWork.Call);
        }
    }

    public void Abandon(string member, Task call)
    {
        _ = call.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        lock (_lock)
        {
            _abandoned.Add((member, call));
        }
    }

    /// <summary>
    /// Calls first, then background work, then the plugin, then what it owns; then its code is let go. Never throws for what the plugin does, and waits for nothing
    /// longer than its limits say.
    /// </summary>
    /// <returns>Null where the code stays: others use it, or it cannot be unloaded.</returns>
    public async Task<WeakReference?> EndAsync(PluginAssemblies assemblies)
    {
        if (Interlocked.Exchange(ref _isEnded, 1) != 0)
        {
            return null;
        }

        var left = Gate.CloseAsync();
        await left.WaitAsync(Limits.Drain, options.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!left.IsCompleted)
        {
            await _ending.CancelAsync().ConfigureAwait(false);
            await left.WaitAsync(Limits.Grace + Limits.Grace, options.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await parts.Scope.StopAsync(Limits.Shutdown).ConfigureAwait(false);
        await ShutDownAsync().ConfigureAwait(false);
        await parts.Scope.DisposeOwnedAsync(Limits.Shutdown).ConfigureAwait(false);
        parts.Http.Dispose();
        parts.Mark?.GiveBack();
        Statistics.Ended(Gate);
        _plugin = null;
        return assemblies.Release(unit);
    }

    private async Task ShutDownAsync()
    {
        using var stop = new CancellationTokenSource();
        var call = Task.Run(() =>
        {
            parts.Mark?.Begin(MarkedWork.Shutdown);
            var frame = parts.Contained.Enter();
            try
            {
                return Plugin.ShutdownAsync(stop.Token);
            }
            finally
            {
                frame.Leave();
                parts.Mark?.End(MarkedWork.Shutdown);
            }
        });
        var end = await CallEnd.OfAsync(call, stop, new CallTimes(Limits.Shutdown, Limits.Grace, options.Time), CancellationToken.None, CancellationToken.None).ConfigureAwait(false);
        if (end.IsAbandoned)
        {
            Abandon(nameof(IPlugin.ShutdownAsync), call);
            var fault = Fault($"did not shut down within {Limits.Shutdown.TotalSeconds:0.###} s");
            Health.Crashed(fault, Hash);
        }
        else if (!call.IsCompletedSuccessfully)
        {
            // A bad end must not stop the others from ending well.
            var cause = call.Exception?.InnerException;
            var fault = Mask.Clean(Fault(cause is null ? $"did not shut down within {Limits.Shutdown.TotalSeconds:0.###} s" : $"threw {cause.GetType().Name} when it was shut down: {cause.Message}"));
            Statistics.Failed();
            LogShutdownFailed(Name, fault.Code, fault.Message);
        }
    }

    private Fault Fault(string what) => new(FaultCodes.PluginShutdownFailed, $"{Name} {what}", "End quickly in ShutdownAsync; give background work to Context.Scope") { File = Path };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Plugin} did not shut down as it should ({Code}): {What}")]
    private partial void LogShutdownFailed(string plugin, string code, string what);
}
