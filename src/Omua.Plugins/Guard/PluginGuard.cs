using System.Runtime.ExceptionServices;
using Omua.Plugins.Loading;

namespace Omua.Plugins.Guard;

/// <summary>
/// The border between host and plugin, and what a stable proxy stands on: every call passes here, whichever version of the plugin answers it. Limits, breaker,
/// quarantine, telemetry and the attribution of what goes wrong belong here.
/// </summary>
internal sealed class PluginGuard
{
    // Reading the clock twice would cost more than all the rest of a call that returns at once: after the first sixteen, one in sixteen of those is timed and stands for sixteen.
    private const int SampleEvery = 16;

    private readonly PluginLimits _limits;
    private readonly TimeProvider _time;
    private readonly bool _ownThread;
    private readonly CallOutcome _outcome;
    private volatile PluginInstance? _current;

    public PluginGuard(PluginInstance instance, PluginType type, TimeProvider time)
    {
        (_current, Health, _limits, _time) = (instance, instance.Health, instance.Limits, time);
        _ownThread = _limits.OwnThread ?? !(type == PluginType.StorageBackend && instance.IsShipped);
        _outcome = new CallOutcome(type, Health, _limits);
    }

    public PluginHealth Health { get; }

    public string Name => Health.Name;

    /// <summary>The instance that answers; null once the plugin is gone.</summary>
    public PluginInstance? Current => _current;

    /// <summary>From now on another instance answers, or none. Calls under way go on with the one that they have.</summary>
    public void SwitchTo(PluginInstance? instance) => _current = instance;

    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <param name="atLeast">A limit that the call brings; the greater of the two holds.</param>
    public Task<TResult> CallAsync<TPlugin, TCall, TResult>(TCall call, CancellationToken cancellationToken, TimeSpan? atLeast = null)
        where TPlugin : class
        where TCall : struct, IPluginCall<TPlugin, TResult>
    {
        if (_ownThread || Health.Breaker.IsOpen || PluginTelemetry.IsListenedTo || Health.Quarantine is not null || cancellationToken.IsCancellationRequested
            || _current is not { } instance)
        {
            return ThoroughAsync<TPlugin, TCall, TResult>(call, null, atLeast, cancellationToken);
        }

        return instance.Gate.TryEnter() switch
        {
            GateEntry.Entered => Direct<TPlugin, TCall, TResult>(instance, call, atLeast, cancellationToken),
            GateEntry.MustWait => ThoroughAsync<TPlugin, TCall, TResult>(call, instance, atLeast, cancellationToken),
            _ => ThoroughAsync<TPlugin, TCall, TResult>(call, null, atLeast, cancellationToken),
        };
    }

    /// <summary>A property or a method that returns at once, on the caller's thread. It needs no place: a plugin that has just been replaced is asked again.</summary>
    public T Get<TPlugin, T>(string member, Func<TPlugin, T> get)
        where TPlugin : class
    {
        while (true)
        {
            var instance = _outcome.Passing(_current, member, mayTry: false);
            try
            {
                return instance.Get(get);
            }
            catch (Exception exception)
            {
                // Border: the plugin's own code.
                if (ReferenceEquals(instance, _current))
                {
                    throw _outcome.Of(exception, member, instance, default, default);
                }
            }
        }
    }

    /// <summary>Waits for a place in the instance that answers now.</summary>
    public async Task<PluginInstance> EnterAsync(string member, PluginInstance? waitsIn, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            var instance = waitsIn ?? _outcome.Passing(_current, member);
            var entry = waitsIn is null ? instance.Gate.TryEnter() : GateEntry.MustWait;
            waitsIn = null;
            if (entry == GateEntry.Entered
                || (entry == GateEntry.MustWait && await instance.Gate.WaitAsync(_limits.Call, _time, cancellationToken).ConfigureAwait(false)))
            {
                return instance;
            }

            if (entry == GateEntry.MustWait)
            {
                Health.Breaker.Undecided();
                cancellationToken.ThrowIfCancellationRequested();
                throw _outcome.Busy(member);
            }
        }
    }

    /// <summary>Runs a call that has a place to its end and judges what came of it. Leaves the gate to its caller.</summary>
    public async Task<TResult> RunAsync<TPlugin, TCall, TResult>(
        PluginInstance instance, TCall call, CancellationTokenSource stop, TimeSpan? atLeast, CancellationToken cancellationToken)
        where TPlugin : class
        where TCall : struct, IPluginCall<TPlugin, TResult>
    {
        var pending = _ownThread ? Task.Run(() => instance.Invoke<TPlugin, TCall, TResult>(call, stop.Token), CancellationToken.None) : instance.Invoke<TPlugin, TCall, TResult>(call, stop.Token);
        return await EndAsync<TPlugin, TCall, TResult>(instance, call, pending, stop, atLeast, cancellationToken).ConfigureAwait(false);
    }

    private Task<TResult> Direct<TPlugin, TCall, TResult>(PluginInstance instance, TCall call, TimeSpan? atLeast, CancellationToken cancellationToken)
        where TPlugin : class
        where TCall : struct, IPluginCall<TPlugin, TResult>
    {
        var count = instance.Gate.Calls;
        var started = count <= SampleEvery || count % SampleEvery == 0 ? _time.GetTimestamp() : 0;
        var stop = CallTokens.Rent();
        var link = cancellationToken.CanBeCanceled ? cancellationToken.UnsafeRegister(CallTokens.Cancel, stop) : default;
        var pending = instance.Invoke<TPlugin, TCall, TResult>(call, stop.Token);
        if (!pending.IsCompletedSuccessfully || !TryCheck<TPlugin, TCall, TResult>(instance, call, ref pending))
        {
            return FinishAsync<TPlugin, TCall, TResult>(instance, call, pending, stop, link, atLeast, cancellationToken);
        }

        link.Dispose();
        CallTokens.Return(stop);
        if (started != 0)
        {
            instance.Statistics.Took(_time.GetElapsedTime(started), count <= SampleEvery ? 1 : SampleEvery);
        }

        instance.Gate.Leave();
        return pending;
    }

    /// <summary>False where the result is refused; <see cref="EndAsync"/> then says why.</summary>
    private bool TryCheck<TPlugin, TCall, TResult>(PluginInstance instance, TCall call, ref Task<TResult> pending)
        where TCall : struct, IPluginCall<TPlugin, TResult>
    {
        try
        {
            var result = pending.GetAwaiter().GetResult();
            var kept = call.Checked(result, instance.Mask);
            if (!typeof(TResult).IsValueType && !ReferenceEquals(kept, result))
            {
                pending = Task.FromResult(kept);
            }

            Succeeded<TPlugin, TCall, TResult>(kept);
            return true;
        }
        catch (Exception)
        {
            // Border: a list of the plugin's own type may do anything. The long way looks again and says what it was.
            return false;
        }
    }

    private async Task<TResult> FinishAsync<TPlugin, TCall, TResult>(
        PluginInstance instance, TCall call, Task<TResult> pending, CancellationTokenSource stop, CancellationTokenRegistration link, TimeSpan? atLeast, CancellationToken cancellationToken)
        where TPlugin : class
        where TCall : struct, IPluginCall<TPlugin, TResult>
    {
        var started = _time.GetTimestamp();
        try
        {
            return await EndAsync<TPlugin, TCall, TResult>(instance, call, pending, stop, atLeast, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await link.DisposeAsync().ConfigureAwait(false);
            instance.Statistics.Took(_time.GetElapsedTime(started));
            instance.Gate.Leave();
        }
    }

    private async Task<TResult> ThoroughAsync<TPlugin, TCall, TResult>(TCall call, PluginInstance? waitsIn, TimeSpan? atLeast, CancellationToken cancellationToken)
        where TPlugin : class
        where TCall : struct, IPluginCall<TPlugin, TResult>
    {
        var instance = await EnterAsync(call.Member, waitsIn, cancellationToken).ConfigureAwait(false);
        var started = _time.GetTimestamp();
        using var activity = PluginTelemetry.StartCall(Health, call.Member);
        var stop = new CancellationTokenSource();
        string? error = null;
        try
        {
            return await RunAsync<TPlugin, TCall, TResult>(instance, call, stop, atLeast, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (CallOutcome.Named(exception, out error))
        {
            throw;
        }
        finally
        {
            var took = _time.GetElapsedTime(started);
            instance.Statistics.Took(took);
            PluginTelemetry.CallEnded(Health, call.Member, took, error, activity);
            instance.Gate.Leave();
        }
    }

    private async Task<TResult> EndAsync<TPlugin, TCall, TResult>(
        PluginInstance instance, TCall call, Task<TResult> pending, CancellationTokenSource stop, TimeSpan? atLeast, CancellationToken cancellationToken)
        where TPlugin : class
        where TCall : struct, IPluginCall<TPlugin, TResult>
    {
        var limit = atLeast > _limits.Call ? atLeast.Value + _limits.Grace : _limits.Call;
        var end = await CallEnd.OfAsync(pending, stop, new CallTimes(limit, _limits.Grace, _time), cancellationToken, instance.Ending).ConfigureAwait(false);
        if (end.IsAbandoned)
        {
            instance.Abandon(call.Member, pending);
            throw _outcome.Abandoned(call.Member, instance, end, cancellationToken);
        }

        try
        {
            var result = call.Checked(await pending.ConfigureAwait(false), instance.Mask);
            Succeeded<TPlugin, TCall, TResult>(result);
            return result;
        }
        catch (Exception exception)
        {
            // Border: the plugin's own code.
            var thrown = _outcome.Of(exception, call.Member, instance, end, cancellationToken);
            if (ReferenceEquals(thrown, exception))
            {
                ExceptionDispatchInfo.Throw(exception);
            }

            throw thrown;
        }
    }

    private void Succeeded<TPlugin, TCall, TResult>(TResult result)
        where TCall : struct, IPluginCall<TPlugin, TResult>
    {
        Health.Breaker.Succeeded();
        if (TCall.SaysFailed(result))
        {
            Health.Statistics.Failed();
        }
    }
}
