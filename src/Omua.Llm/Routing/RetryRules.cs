using Omua.Llm.Settings;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Omua.Llm.Routing;

/// <summary>Retry and breaker of one backend, in Polly's terms.</summary>
internal static class RetryRules
{
    private static readonly ResiliencePropertyKey<RouteTime> Time = new("omua.llm.route_time");

    public static void Set(ResilienceContext context, RouteTime time) => context.Properties.Set(Time, time);

    /// <summary>The one retry loop.</summary>
    public static ResiliencePipeline Retries(RetrySettings retry, TimeProvider time, Func<double> random)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (retry.Attempts > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = retry.Attempts,
                Delay = retry.Delay,
                MaxDelay = retry.DelayMax,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = random,
                ShouldHandle = args => ValueTask.FromResult(MayRetry(args.Outcome.Exception, args.Context, args.AttemptNumber, retry)),
                DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as LlmException)?.RetryAfter),
            });
        }

        return builder.Build();
    }

    /// <summary>The breaker, which sees each attempt.</summary>
    public static ResiliencePipeline Breaker(BreakerSettings breaker, TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }.AddCircuitBreaker(new CircuitBreakerStrategyOptions
    {
        FailureRatio = breaker.FailureRatio,
        MinimumThroughput = breaker.MinimumCalls,
        SamplingDuration = breaker.Window,
        BreakDuration = breaker.Open,
        ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is LlmException exception && Failures.IsIllness(exception.Failure)),
    }).Build();

    /// <summary>Only where there is time: for the wait that the provider asks for, or that the backoff would take, within the backend's share.</summary>
    private static bool MayRetry(Exception? thrown, ResilienceContext context, int attempt, RetrySettings retry)
    {
        if (thrown is not LlmException exception || !Failures.MayPass(exception.Failure) || !context.Properties.TryGetValue(Time, out var time))
        {
            return false;
        }

        var wait = exception.RetryAfter ?? TimeSpan.FromTicks((long)Math.Min(retry.DelayMax.Ticks, retry.Delay.Ticks * Math.Pow(2, attempt)));
        return wait < time.Share.Remaining && (time.IsLast || wait <= retry.DelayMax);
    }
}
