using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Omua.Extensions.AI;

/// <summary>A backend seen as a chat client. What the client disposes of is itself; the backend belongs to whoever gave it.</summary>
internal sealed class LlmBackendChatClient(ILlmBackend backend) : IChatClient
{
    private readonly ChatClientMetadata _metadata = new(backend.Name, defaultModelId: backend.Model);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await backend.ChatAsync([.. FromChat.Messages(messages)], FromChat.Options(options), cancellationToken).ConfigureAwait(false);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, [.. ToChat.Contents(response.Content, response.ToolCalls)]))
        {
            ModelId = response.Model,
            FinishReason = ToChat.FinishReason(response.FinishReason),
            Usage = response.Usage.IsEstimated && response.Usage.TotalTokens == 0 ? null : ToChat.Usage(response.Usage),
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var id = Guid.NewGuid().ToString("N");
        await foreach (var update in backend.StreamAsync([.. FromChat.Messages(messages)], FromChat.Options(options), cancellationToken).ConfigureAwait(false))
        {
            var contents = ToChat.Contents(update.Content, update.ToolCalls).ToList();
            if (update.Usage is { } usage && !(usage.IsEstimated && usage.TotalTokens == 0))
            {
                contents.Add(new UsageContent(ToChat.Usage(usage)));
            }

            yield return new ChatResponseUpdate(ChatRole.Assistant, contents)
            {
                MessageId = id,
                ModelId = update.Model,
                FinishReason = update.FinishReason is { } reason ? ToChat.FinishReason(reason) : null,
            };
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : serviceType.IsInstanceOfType(backend) ? backend
        : null;

    public void Dispose()
    {
        // Nothing is owned.
    }
}
