using System.Runtime.CompilerServices;
using System.Text;
using Omua.Llm.Calling;

namespace Omua.Llm.Tools;

/// <summary>Runs the tools that the model calls, gives it what they return, and asks again, up to a limit of rounds. Tools that the host cannot run go back to the caller.</summary>
internal sealed class ToolStage(ToolRunner runner, int rounds, LlmStage next) : LlmStage(next)
{
    public override Task<LlmResponse> ChatAsync(LlmCall call, CancellationToken cancellationToken) =>
        HasOwn(call) ? RoundsAsync(call, cancellationToken) : Next.ChatAsync(call, cancellationToken);

    public override IAsyncEnumerable<LlmUpdate> StreamAsync(LlmCall call, CancellationToken cancellationToken) =>
        HasOwn(call) ? RoundsStreamAsync(call, cancellationToken) : Next.StreamAsync(call, cancellationToken);

    private async Task<LlmResponse> RoundsAsync(LlmCall call, CancellationToken cancellationToken)
    {
        for (var round = 0; ; round++)
        {
            var response = await Next.ChatAsync(call, cancellationToken).ConfigureAwait(false);
            if (!IsOurs(call, response.ToolCalls))
            {
                return response;
            }

            call = await NextRoundAsync(call, response.Content, response.ToolCalls, round, cancellationToken).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<LlmUpdate> RoundsStreamAsync(LlmCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var round = 0; ; round++)
        {
            var (text, calls) = (new StringBuilder(), new List<LlmToolCall>());
            LlmUpdate? last = null;
            await foreach (var update in Next.StreamAsync(call, cancellationToken).ConfigureAwait(false))
            {
                text.Append(update.Content);
                calls.AddRange(update.ToolCalls);
                if (update.FinishReason is not null)
                {
                    last = update;
                }
                else if (update.Content.Length > 0)
                {
                    yield return update with { ToolCalls = [] };
                }
            }

            if (last is null || !IsOurs(call, calls))
            {
                if (last is not null)
                {
                    yield return last with { ToolCalls = calls };
                }

                yield break;
            }

            call = await NextRoundAsync(call, text.ToString(), calls, round, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<LlmCall> NextRoundAsync(LlmCall call, string text, IReadOnlyList<LlmToolCall> calls, int round, CancellationToken cancellationToken)
    {
        if (round >= rounds)
        {
            throw new LlmException(LlmFailure.ToolLimit, $"The model still called tools ({string.Join(", ", calls.Select(each => each.Name).Distinct())}) after {rounds} rounds; llm.tool_rounds is the limit.");
        }

        List<LlmMessage> messages = [.. call.Messages, LlmMessage.Assistant(text) with { ToolCalls = calls }];
        foreach (var each in calls)
        {
            messages.Add(await runner.RunAsync(each, call.Options.Tools, call.Run, cancellationToken).ConfigureAwait(false));
        }

        return call with { Messages = messages };
    }

    private static bool HasOwn(LlmCall call) => call.Options.Tools.Any(tool => tool.Invoke is not null);

    /// <summary>One call that only the caller can run hands them all back: a conversation cannot go on with half of them answered.</summary>
    private static bool IsOurs(LlmCall call, IReadOnlyList<LlmToolCall> calls) =>
        calls.Count > 0 && calls.All(each => call.Options.Tools.FirstOrDefault(tool => tool.Name == each.Name) is not { Invoke: null });
}
