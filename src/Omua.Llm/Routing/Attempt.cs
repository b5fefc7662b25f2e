using Omua.Llm.Budgets;
using Omua.Llm.Calling;
using Omua.Llm.Settings;

namespace Omua.Llm.Routing;

/// <summary>One attempt at one backend: budget held, limits kept, time taken, the answer judged whole, and what it took charged, however it ends.</summary>
internal static class Attempt
{
    public static async ValueTask<LlmResponse> ChatAsync(
        Route route, LlmCall call, RouteTime time, TimeoutSettings timeouts, CancellationToken cancellationToken)
    {
        var backend = await route.BackendAsync(cancellationToken).ConfigureAwait(false);
        var own = Own(call, backend);
        if (call.Reservation is { } reservation)
        {
            await reservation.CoverAsync(own, route.Name, own.Options.Model, cancellationToken).ConfigureAwait(false);
        }

        var taken = await route.Limiter.EnterAsync(own, time.Share, cancellationToken).ConfigureAwait(false);
        LlmUsage? usage = null;
        try
        {
            using var limit = new AttemptLimit(time.Share, timeouts.Attempt, cancellationToken);
            var response = await limit.RunAsync(token => backend.ChatAsync(own.Messages, own.Options, token), route.Name, "did not answer").ConfigureAwait(false);
            usage = Known(own, response.Usage, response.Content);
            Completion.Check(route.Name, response.FinishReason, usage);
            Charge(own, response.Usage, usage, response.Content);
            return response with { Usage = usage, Backend = route.Name };
        }
        catch (LlmException exception)
        {
            usage ??= exception.Usage;
            ChargeFailed(own, exception);
            throw;
        }
        catch (OperationCanceledException)
        {
            call.Reservation?.ChargeUnknown(own, "");
            throw;
        }
        finally
        {
            route.Limiter.Leave(taken, usage);
        }
    }

    public static async ValueTask<OpenStream> OpenAsync(
        Route route, LlmCall call, RouteTime time, TimeoutSettings timeouts, CancellationToken cancellationToken)
    {
        var backend = await route.BackendAsync(cancellationToken).ConfigureAwait(false);
        var own = Own(call, backend);
        if (call.Reservation is { } reservation)
        {
            await reservation.CoverAsync(own, route.Name, own.Options.Model, cancellationToken).ConfigureAwait(false);
        }

        var taken = await route.Limiter.EnterAsync(own, time.Share, cancellationToken).ConfigureAwait(false);
        var stream = new OpenStream(route, own, taken, new AttemptLimit(time.Share, timeouts.FirstToken, cancellationToken), timeouts.Idle);
        try
        {
            await stream.BeginAsync(backend).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The usage that is known, or a guess that says so.</summary>
    public static LlmUsage Known(LlmCall call, LlmUsage reported, string answer) =>
        reported is { IsEstimated: true, TotalTokens: 0 } ? TokenBound.Estimate(call, answer) : reported;

    public static void Charge(LlmCall call, LlmUsage reported, LlmUsage known, string answer)
    {
        if (ReferenceEquals(reported, known) && !known.IsEstimated)
        {
            call.Reservation?.Charge(call, known);
        }
        else
        {
            call.Reservation?.ChargeUnknown(call, answer);
        }
    }

    public static void ChargeFailed(LlmCall call, LlmException exception, string received = "")
    {
        if (exception.Usage is { IsEstimated: false } usage)
        {
            call.Reservation?.Charge(call, usage);
        }
        else if (Failures.MayBeBilled(exception.Failure) || exception.Usage is not null)
        {
            call.Reservation?.ChargeUnknown(call, received);
        }
    }

    private static LlmCall Own(LlmCall call, ILlmBackend backend) =>
        call.Options.Model is not null ? call : call with { Options = call.Options with { Model = backend.Model } };
}
