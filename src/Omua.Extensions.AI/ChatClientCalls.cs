using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Omua.Extensions.AI;

/// <summary>Calls an <see cref="IChatClient"/> as a backend is called, and turns whatever it throws into an <see cref="LlmException"/>.</summary>
internal sealed class ChatClientCalls(
    string name, IChatClient client, Func<ChatOptions, ChatOptions> prepare, Func<Exception, LlmException?> classify, Func<UsageDetails, LlmUsage> split)
{
    public async Task<LlmResponse> ChatAsync(IReadOnlyList<LlmMessage> messages, LlmOptions options, CancellationToken cancellationToken)
    {
        var response = await GuardedAsync(
            () => client.GetResponseAsync(ToChat.Messages(messages), prepare(ToChat.Options(options)), cancellationToken), cancellationToken).ConfigureAwait(false);
        var contents = response.Messages.SelectMany(message => message.Contents).ToList();
        return new LlmResponse(
            string.Concat(contents.OfType<TextContent>().Select(text => text.Text)),
            response.Usage is { } usage ? split(usage) : FromChat.UnknownUsage,
            response.ModelId ?? options.Model ?? "",
            FromChat.FinishReason(response.FinishReason, contents) ?? LlmFinishReason.Incomplete)
        {
            ToolCalls = FromChat.ToolCalls(name, contents),
        };
    }

    public async IAsyncEnumerable<LlmUpdate> StreamAsync(
        IReadOnlyList<LlmMessage> messages, LlmOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = client.GetStreamingResponseAsync(ToChat.Messages(messages), prepare(ToChat.Options(options)), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await using var ended = stream.ConfigureAwait(false);
        var end = new StreamEnd(name, split);
        while (await NextAsync(stream, end, cancellationToken).ConfigureAwait(false))
        {
            var update = stream.Current;
            end.Add(update);
            var text = update.Text;
            var calls = FromChat.ToolCalls(name, update.Contents);
            if (text.Length > 0 || calls.Count > 0)
            {
                yield return new LlmUpdate(text, Model: update.ModelId) { ToolCalls = calls };
            }
        }

        if (end.Last(options.Model) is not { } last)
        {
            // Some clients end quietly between two pieces when they are cancelled: an answer cut short by its caller must not pass for one that ended by itself.
            cancellationToken.ThrowIfCancellationRequested();
            if (!end.HasBegun)
            {
                throw new LlmException(LlmFailure.Incomplete, $"{name} answered with nothing: an empty body, or one that is not a stream of its protocol.") { Usage = end.Usage };
            }

            yield break;
        }

        yield return last;
    }

    /// <summary>Awaits a call of the client and classifies what it throws.</summary>
    public async Task<T> GuardedAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        CallToken.Current = cancellationToken;
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Border: the provider's library throws what it likes.
            throw Classified(exception, hasBegun: false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new OperationCanceledException($"{name}: the call was cancelled.", exception, cancellationToken);
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> stream, StreamEnd end, CancellationToken cancellationToken)
    {
        CallToken.Current = cancellationToken;
        try
        {
            return await stream.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Border: as above. What was streamed was generated, and will be billed.
            var failure = Classified(exception, end.HasBegun);
            throw end.Usage is { } usage && failure.Usage is null
                ? new LlmException(failure.Failure, failure.Message, failure.InnerException) { RetryAfter = failure.RetryAfter, Usage = usage }
                : failure;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new OperationCanceledException($"{name}: the call was cancelled.", exception, cancellationToken);
        }
    }

    private LlmException Classified(Exception exception, bool hasBegun)
    {
        for (var each = exception; each is not null; each = each.InnerException)
        {
            if (each is LlmException own)
            {
                return own;
            }
        }

        if (classify(exception) is { } classified)
        {
            return classified;
        }

        return exception switch
        {
            OperationCanceledException or TimeoutException => new LlmException(LlmFailure.Timeout, $"{name} did not answer in time.", exception),
            _ when Contains<JsonException>(exception) => new LlmException(LlmFailure.Incomplete, $"{name} answered with something that is not the JSON it should be.", exception),
            _ when Contains<IOException>(exception) || Contains<HttpRequestException>(exception) => new LlmException(
                hasBegun ? LlmFailure.Incomplete : LlmFailure.Unavailable, $"{name}: the connection broke {(hasBegun ? "in the middle of" : "before")} the answer.", exception),
            _ => new LlmException(LlmFailure.Incomplete, $"{name}: the answer could not be read ({exception.GetType().Name}).", exception),
        };
    }

    private static bool Contains<T>(Exception? exception) where T : Exception =>
        exception is T || (exception?.InnerException is { } inner && Contains<T>(inner));
}
