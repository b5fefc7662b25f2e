using Omua.Llm.Calling;

namespace Omua.Llm.Guarding;

/// <summary>Fences off data, masks secrets, and tells the model what a fence means.</summary>
internal sealed class GuardStage(MessageGuard guard, LlmStage next) : LlmStage(next)
{
    public override Task<LlmResponse> ChatAsync(LlmCall call, CancellationToken cancellationToken) => Next.ChatAsync(Guarded(call), cancellationToken);

    public override IAsyncEnumerable<LlmUpdate> StreamAsync(LlmCall call, CancellationToken cancellationToken) => Next.StreamAsync(Guarded(call), cancellationToken);

    private LlmCall Guarded(LlmCall call)
    {
        var needsNotice = MessageGuard.NeedsNotice(call.Messages, call.Options);
        List<LlmMessage>? changed = needsNotice ? [LlmMessage.System(MessageGuard.Notice)] : null;
        for (var index = 0; index < call.Messages.Count; index++)
        {
            var message = guard.Apply(call.Messages[index]);
            if (changed is null && !ReferenceEquals(message, call.Messages[index]))
            {
                changed = [.. call.Messages.Take(index)];
            }

            changed?.Add(message);
        }

        return changed is null ? call : call with { Messages = changed };
    }
}
