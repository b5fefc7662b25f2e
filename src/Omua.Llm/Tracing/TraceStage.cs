using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Omua.Llm.Calling;
using Omua.Llm.Settings;

namespace Omua.Llm.Tracing;

/// <summary>A span and the metrics of each call of a model, by OpenTelemetry's conventions. Prompts and answers are left out unless they are asked for. Nobody listening costs nothing.</summary>
internal sealed class TraceStage(LlmSettings settings, TimeProvider time, LlmStage next) : LlmStage(next)
{
    private static readonly ActivitySource Source = new(GenAiNames.Source);
    private static readonly Meter Meter = new(GenAiNames.Source);
    private static readonly Histogram<long> Tokens = Meter.CreateHistogram<long>(GenAiNames.TokenUsage, "{token}", "Tokens of a call");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(GenAiNames.Duration, "s", "Duration of a call");
    private static readonly Histogram<double> Cost = Meter.CreateHistogram<double>(GenAiNames.Cost, "{currency}", "Cost of a call");

    private static bool IsWatched => Source.HasListeners() || Duration.Enabled || Tokens.Enabled || Cost.Enabled;

    public override Task<LlmResponse> ChatAsync(LlmCall call, CancellationToken cancellationToken) =>
        IsWatched ? TracedAsync(call, cancellationToken) : Next.ChatAsync(call, cancellationToken);

    public override IAsyncEnumerable<LlmUpdate> StreamAsync(LlmCall call, CancellationToken cancellationToken) =>
        IsWatched ? TracedStreamAsync(call, cancellationToken) : Next.StreamAsync(call, cancellationToken);

    private async Task<LlmResponse> TracedAsync(LlmCall call, CancellationToken cancellationToken)
    {
        var own = call with { Spend = new CallSpend() };
        using var span = Begin(call, isStream: false);
        var start = time.GetTimestamp();
        try
        {
            var response = await Next.ChatAsync(own, cancellationToken).ConfigureAwait(false);
            End(span, own, response, null, start);
            return response;
        }
        catch (Exception exception)
        {
            End(span, own, null, exception, start);
            throw;
        }
        finally
        {
            call.Spend.Add(own.Spend);
        }
    }

    private async IAsyncEnumerable<LlmUpdate> TracedStreamAsync(LlmCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var own = call with { Spend = new CallSpend() };
        using var span = Begin(call, isStream: true);
        var (start, answer, isEnded) = (time.GetTimestamp(), new StreamedAnswer(), false);
        var updates = Next.StreamAsync(own, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync().ConfigureAwait(false))
                    {
                        break;
                    }
                }
                catch (Exception exception)
                {
                    isEnded = true;
                    End(span, own, null, exception, start);
                    throw;
                }

                answer.Add(updates.Current);
                yield return updates.Current;
            }
        }
        finally
        {
            // First the stages below, so that what an abandoned stream was charged is known.
            await updates.DisposeAsync().ConfigureAwait(false);
            if (!isEnded)
            {
                End(span, own, answer.Whole, null, start);
            }

            call.Spend.Add(own.Spend);
        }
    }

    private Activity? Begin(LlmCall call, bool isStream)
    {
        var span = Source.StartActivity(call.Options.Model is { } model ? $"{GenAiNames.Chat} {model}" : GenAiNames.Chat, ActivityKind.Client);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag(GenAiNames.Operation, GenAiNames.Chat);
            span.SetTag(GenAiNames.RequestModel, call.Options.Model);
            span.SetTag(GenAiNames.RequestMaxTokens, call.Options.MaxOutputTokens);
            span.SetTag(GenAiNames.RequestTemperature, call.Options.Temperature);
            span.SetTag(GenAiNames.RequestStream, isStream);
            span.SetTag(GenAiNames.RunId, call.Run.RunId.Length == 0 ? null : call.Run.RunId);
            span.SetTag(GenAiNames.TaskId, call.Run.TaskId.Length == 0 ? null : call.Run.TaskId);
            if (settings.TraceContent)
            {
                span.SetTag(GenAiNames.InputMessages, CallKey.Describe(call)["messages"]!.ToJsonString());
            }
        }

        return span;
    }

    private void End(Activity? span, LlmCall call, LlmResponse? response, Exception? exception, long start)
    {
        var (usage, cost) = (call.Spend.Usage, call.Spend.Cost);
        var error = exception switch
        {
            null => null,
            LlmException failure => failure.Failure.ToString(),
            _ => exception.GetType().Name,
        };
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag(GenAiNames.Provider, response?.Backend);
            span.SetTag(GenAiNames.ResponseModel, response?.Model);
            span.SetTag(GenAiNames.FinishReasons, response is null ? null : new[] { response.FinishReason.ToString().ToLowerInvariant() });
            span.SetTag(GenAiNames.InputTokens, usage.InputTokens + usage.CachedInputTokens + usage.CacheWriteTokens);
            span.SetTag(GenAiNames.CachedTokens, usage.CachedInputTokens);
            span.SetTag(GenAiNames.CacheWriteTokens, usage.CacheWriteTokens);
            span.SetTag(GenAiNames.OutputTokens, usage.OutputTokens);
            span.SetTag(GenAiNames.Cost, (double?)cost);
            span.SetTag(GenAiNames.Currency, cost is null ? null : settings.Currency);
            if (settings.TraceContent && response is not null)
            {
                span.SetTag(GenAiNames.OutputMessages, AnswerJson.Write(response).ToJsonString());
            }

            if (error is not null)
            {
                span.SetTag(GenAiNames.ErrorType, error);
                span.SetStatus(ActivityStatusCode.Error, error);
            }
        }

        var tags = new TagList { { GenAiNames.Operation, GenAiNames.Chat }, { GenAiNames.Provider, response?.Backend }, { GenAiNames.ResponseModel, response?.Model } };
        if (error is not null)
        {
            tags.Add(GenAiNames.ErrorType, error);
        }

        Duration.Record(time.GetElapsedTime(start).TotalSeconds, tags);
        Cost.Record((double)(cost ?? 0), tags);
        tags.Add(GenAiNames.TokenType, "input");
        Tokens.Record(usage.InputTokens + usage.CachedInputTokens + usage.CacheWriteTokens, tags);
        tags[tags.Count - 1] = new(GenAiNames.TokenType, "output");
        Tokens.Record(usage.OutputTokens, tags);
    }
}
