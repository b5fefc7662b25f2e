#:package Omua.Abstractions@1.0.0
#:package Omua.Extensions.AI@1.0.0
#:property OutputType=Library
#:property PublishAot=false

// Any IChatClient of Microsoft.Extensions.AI as an LLM backend. Needs its package once: omua plugin restore
// Settings (omua.yaml):
//
//   plugins:
//     chat_client_llm:
//       answer: "No model is asked here."

using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Omua.Abstractions;
using Omua.Extensions.AI;

/// <summary>Settings; the host binds and checks them before the plugin starts.</summary>
public sealed record ChatClientLlmOptions
{
    /// <summary>What it answers, whatever it is asked.</summary>
    public string Answer { get; init; } = "No model is asked here.";
}

/// <summary>The whole backend: a name, a client, the names of its models. Streaming, tools, usage and classes of failures come with the base.</summary>
public sealed class ChatClientLlm : ChatClientBackend<ChatClientLlmOptions>, IPlugin, ILlmBackend
{
    public override string Name => "chat_client_llm";

    public override string Version => "1.0.0";

    public override string Description => "A chat client of Microsoft.Extensions.AI as a backend";

    public override string? Model => "rehearsal-1";

    // Your client goes here. Hand it http where it takes one: redirects and link-local addresses are refused, and failures get their class.
    protected override IChatClient CreateClient(HttpClient http) => new RehearsalClient(Options.Answer);

    protected override Task<IReadOnlyCollection<string>> ListModelsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyCollection<string>>(["rehearsal-1"]);
}

/// <summary>A client to try things with: it answers a prepared sentence, whole or word by word, and asks nobody.</summary>
public sealed class RehearsalClient(string answer) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer)) { ModelId = options?.ModelId, FinishReason = ChatFinishReason.Stop, Usage = Usage(messages) });

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var word in answer.Split(' '))
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, word + " ");
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Usage(messages))]) { FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // Nothing is held.
    }

    // A token is about four letters: good enough where nothing is billed.
    private UsageDetails Usage(IEnumerable<ChatMessage> messages) => new() { InputTokenCount = messages.Sum(message => message.Text.Length) / 4, OutputTokenCount = answer.Length / 4 };
}
