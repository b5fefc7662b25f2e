using Omua.Llm.Budgets;
using Omua.Llm.Calling;
using Omua.Llm.Settings;

namespace Omua.Llm.Routing;

/// <summary>Holds a backend to what it may be asked: calls at once, calls and tokens in a minute. Who has to wait longer than the call has time is told so at once.</summary>
internal sealed class CallLimiter(string backend, LimitSettings limits, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(limits.Concurrency, limits.Concurrency);
    private readonly TokenBucket? _requests = limits.RequestsPerMinute is { } requests ? new TokenBucket(requests, time) : null;
    private readonly TokenBucket? _tokens = limits.TokensPerMinute is { } tokens ? new TokenBucket(tokens, time) : null;

    /// <summary>Waits for leave to call. Leave it again with <see cref="Leave"/>.</summary>
    /// <returns>The tokens that were taken for the call.</returns>
    public async ValueTask<long> EnterAsync(LlmCall call, Deadline limit, CancellationToken cancellationToken)
    {
        await WaitAsync(_requests, 1, limit, cancellationToken).ConfigureAwait(false);
        var tokens = _tokens is null ? 0 : TokenBound.Estimate(call, "").InputTokens + TokenBound.Output(call);
        await WaitAsync(_tokens, tokens, limit, cancellationToken).ConfigureAwait(false);
        if (!_slots.Wait(0, CancellationToken.None))
        {
            await SlotAsync(limit, cancellationToken).ConfigureAwait(false);
        }

        return tokens;
    }

    public void Leave(long taken, LlmUsage? usage)
    {
        _slots.Release();
        if (usage is not null)
        {
            _tokens?.Correct(taken, usage.TotalTokens);
        }
    }

    public void Dispose() => _slots.Dispose();

    private async ValueTask WaitAsync(TokenBucket? bucket, double amount, Deadline limit, CancellationToken cancellationToken)
    {
        if (bucket is null)
        {
            return;
        }

        var (wait, isTaken) = bucket.Take(amount, limit.Remaining);
        if (!isTaken)
        {
            throw Limited(wait);
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SlotAsync(Deadline limit, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(limit.Remaining, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await _slots.WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Limited(null);
        }
    }

    private LlmException Limited(TimeSpan? wait) =>
        new(LlmFailure.RateLimited, $"{backend}: llm.limits leaves no room for the call in the time that it has.") { RetryAfter = wait };
}
