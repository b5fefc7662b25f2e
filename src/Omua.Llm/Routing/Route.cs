using Omua.Llm.Calling;
using Omua.Llm.Settings;
using Polly;
using Polly.CircuitBreaker;

namespace Omua.Llm.Routing;

/// <summary>The way to one backend, which is loaded when it is first taken: its retries, breaker and limits, and whether it is closed for now.</summary>
internal sealed class Route : IDisposable
{
    private readonly Func<CancellationToken, Task<ILlmBackend>> _load;
    private readonly ResiliencePipeline _retries;
    private readonly ResiliencePipeline _guarded;
    private readonly BreakerSettings _breaker;
    private readonly SemaphoreSlim _loading = new(1, 1);
    private ILlmBackend? _backend;
    private LlmException? _closedBy;
    private Deadline _closed;

    public Route(string name, Func<CancellationToken, Task<ILlmBackend>> load, LlmSettings settings, TimeProvider time, Func<double> random)
    {
        Name = name;
        _load = load;
        _breaker = settings.Breaker;
        _retries = RetryRules.Retries(settings.Retry, time, random);
        _guarded = RetryRules.Breaker(settings.Breaker, time);
        Limiter = new CallLimiter(name, settings.Limits, time);
        _closed = Deadline.In(TimeSpan.Zero, time);
        Time = time;
    }

    public string Name { get; }

    public CallLimiter Limiter { get; }

    /// <summary>The backend; null before the route was first taken.</summary>
    public ILlmBackend? Loaded => _backend;

    private TimeProvider Time { get; }

    /// <summary>Why the route is closed; null where it is open.</summary>
    public LlmException? ClosedBy => _closed.Remaining > TimeSpan.Zero ? _closedBy : null;

    /// <summary>Leaves the backend alone where its failure calls for it.</summary>
    public void Note(LlmException exception)
    {
        var closed = Failures.NeedsPerson(exception.Failure) ? _breaker.Open
            : exception is { Failure: LlmFailure.RateLimited, RetryAfter: { } asked } ? asked
            : TimeSpan.Zero;
        if (closed > TimeSpan.Zero)
        {
            (_closedBy, _closed) = (exception, Deadline.In(closed, Time));
        }
    }

    /// <summary>The backend, loaded on first use. One that cannot be loaded is unavailable like one that does not answer.</summary>
    public async ValueTask<ILlmBackend> BackendAsync(CancellationToken cancellationToken)
    {
        if (_backend is { } loaded)
        {
            return loaded;
        }

        await _loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _backend ??= await _load(cancellationToken).ConfigureAwait(false);
        }
        catch (FaultException exception)
        {
            throw NotUsable(exception);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Attempts until one succeeds, or none is left.</summary>
    public Task<LlmResponse> ChatAsync(RouteTime time, Func<CancellationToken, ValueTask<LlmResponse>> attempt, CancellationToken cancellationToken) =>
        ExecuteAsync(time, token => _guarded.ExecuteAsync(static (attempt, token) => attempt(token), attempt, token), cancellationToken);

    /// <summary>Attempts until a stream is open, or none is left. For the breaker a stream is one call that lasts to its end: one that breaks off in the middle has failed.</summary>
    public Task<OpenStream> OpenAsync(RouteTime time, Func<CancellationToken, ValueTask<OpenStream>> attempt, CancellationToken cancellationToken) =>
        ExecuteAsync(time, token => OpenedAsync(attempt, token), cancellationToken);

    public void Dispose()
    {
        Limiter.Dispose();
        _loading.Dispose();
    }

    private async ValueTask<OpenStream> OpenedAsync(Func<CancellationToken, ValueTask<OpenStream>> attempt, CancellationToken cancellationToken)
    {
        var opened = new TaskCompletionSource<OpenStream>(TaskCreationOptions.RunContinuationsAsynchronously);
        var life = _guarded.ExecuteAsync(
            async _ =>
            {
                var stream = await attempt(cancellationToken).ConfigureAwait(false);
                opened.TrySetResult(stream);
                await stream.Ended.ConfigureAwait(false);
            },
            CancellationToken.None).AsTask();
        if (await Task.WhenAny(opened.Task, life).ConfigureAwait(false) == life && !opened.Task.IsCompleted)
        {
            await life.ConfigureAwait(false);
        }

        // Whoever reads the stream is told by the stream itself.
        _ = life.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await opened.Task.ConfigureAwait(false);
    }

    private async Task<T> ExecuteAsync<T>(RouteTime time, Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        RetryRules.Set(context, time);
        try
        {
            return await _retries.ExecuteAsync(static (context, attempt) => attempt(context.CancellationToken), context, attempt).ConfigureAwait(false);
        }
        catch (BrokenCircuitException exception)
        {
            throw new LlmException(LlmFailure.Unavailable, $"{Name} has failed too often and is left alone for a while.", exception) { RetryAfter = exception.RetryAfter };
        }
        catch (FaultException exception)
        {
            throw NotUsable(exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private LlmException NotUsable(FaultException exception) =>
        new(LlmFailure.Unavailable, $"{Name} cannot be used: {string.Join("; ", exception.Faults.Select(fault => $"{fault.Code} {fault.Message}"))}", exception);
}
