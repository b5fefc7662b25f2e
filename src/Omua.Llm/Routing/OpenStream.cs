using System.Text;
using Omua.Llm.Calling;

namespace Omua.Llm.Routing;

/// <summary>A stream whose first piece has come. From here on there is no other backend: what was shown cannot be taken back.</summary>
internal sealed class OpenStream(Route route, LlmCall call, long taken, AttemptLimit limit, TimeSpan idle) : IAsyncDisposable
{
    private readonly StringBuilder _received = new();
    // Goes on at once, so that the breaker knows of a failure before the reader does.
    private readonly TaskCompletionSource _ended = new();
    private IAsyncEnumerator<LlmUpdate>? _pieces;
    private Task<bool>? _abandoned;
    private bool _hasFirst;
    private bool _isOpen;
    private bool _isCharged;
    private LlmUsage? _usage;
    private LlmFinishReason? _reason;

    public LlmUpdate Current { get; private set; } = new("");

    /// <summary>Over with the stream: read to its end, given up by its reader, or failed in the middle.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Waits for the first piece.</summary>
    public async Task BeginAsync(ILlmBackend backend)
    {
        _pieces = backend.StreamAsync(call.Messages, call.Options, limit.Token).GetAsyncEnumerator(limit.Token);
        _hasFirst = await NextAsync("sent nothing").ConfigureAwait(false);
        if (!_hasFirst)
        {
            End();
        }

        limit.Restart(Timeout.InfiniteTimeSpan);
        _isOpen = true;
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        try
        {
            return await AdvanceAsync().ConfigureAwait(false);
        }
        catch (LlmException exception)
        {
            _ended.TrySetException(exception);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ended.TrySetResult();
        if (!_isCharged)
        {
            // Read no further, or broken off: what was generated is billed, and nobody says how much it was.
            _isCharged = true;
            call.Reservation?.ChargeUnknown(call, _received.ToString());
        }

        route.Limiter.Leave(taken, _usage);
        if (_abandoned is { IsCompleted: false } pending)
        {
            // The backend does not heed its token. Its enumerator may be disposed of only once it comes back.
            _ = pending.ContinueWith(_ => _pieces!.DisposeAsync().AsTask(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        else if (_pieces is not null)
        {
            await _pieces.DisposeAsync().ConfigureAwait(false);
        }

        limit.Dispose();
    }

    private async ValueTask<bool> AdvanceAsync()
    {
        if (_hasFirst)
        {
            _hasFirst = false;
            return true;
        }

        if (_reason is not null || !await NextAsync("sent nothing more").ConfigureAwait(false))
        {
            End();
            return false;
        }

        return true;
    }

    private async ValueTask<bool> NextAsync(string what)
    {
        try
        {
            var next = _pieces!.MoveNextAsync();
            if (!(next.IsCompletedSuccessfully ? next.Result : await SlowAsync(next, what).ConfigureAwait(false)))
            {
                return false;
            }
        }
        catch (LlmException exception)
        {
            _isCharged = true;
            _usage ??= exception.Usage;
            if (_received.Length > 0 && exception.Usage is null)
            {
                call.Reservation?.ChargeUnknown(call, _received.ToString());
            }
            else
            {
                Attempt.ChargeFailed(call, exception, _received.ToString());
            }

            throw;
        }

        Take(_pieces.Current);
        return true;
    }

    private async Task<bool> SlowAsync(ValueTask<bool> next, string what)
    {
        if (_isOpen)
        {
            limit.Restart(idle);
        }

        var waited = next.AsTask();
        _abandoned = waited;
        var came = await limit.RunAsync(_ => waited, route.Name, what).ConfigureAwait(false);
        if (_isOpen)
        {
            limit.Restart(Timeout.InfiniteTimeSpan);
        }

        return came;
    }

    private void Take(LlmUpdate update)
    {
        _received.Append(update.Content);
        _reason = update.FinishReason ?? _reason;
        if (update.FinishReason is null)
        {
            Current = update;
            return;
        }

        var reported = update.Usage ?? LlmUsage.None with { IsEstimated = true };
        _usage = Attempt.Known(call, reported, _received.ToString());
        _isCharged = true;
        Attempt.Charge(call, reported, _usage, _received.ToString());
        Current = update with { Usage = _usage, Backend = route.Name };
        if (_reason == LlmFinishReason.ContentFilter)
        {
            // Charged above; thrown without usage, so that it is not charged twice.
            throw new LlmException(LlmFailure.ContentFiltered, $"{route.Name} withheld the answer.");
        }
    }

    private void End()
    {
        if (_reason is null or LlmFinishReason.Incomplete)
        {
            throw new LlmException(LlmFailure.Incomplete, $"{route.Name} ended its answer without saying why; a part may be missing.");
        }
    }
}
