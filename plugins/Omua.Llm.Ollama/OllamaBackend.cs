using Microsoft.Extensions.AI;
using Omua.Extensions.AI;
using OllamaSharp;
using OllamaSharp.Models;

namespace Omua.Llm.Ollama;

/// <summary>Local models behind an Ollama server.</summary>
internal sealed class OllamaBackend : ChatClientBackend<OllamaOptions>
{
    private OllamaApiClient? _client;

    public override string Name => "ollama";

    public override string Version => "0.1.0";

    public override string Description => "Local models of an Ollama server";

    public override string? Model => Options.Model;

    protected override IChatClient CreateClient(HttpClient http)
    {
        http.BaseAddress = Options.BaseUrl;
        return _client = new OllamaApiClient(http, Options.Model);
    }

    protected override ChatOptions Prepare(ChatOptions options) =>
        Options.ContextLength is { } length ? options.AddOllamaOption(OllamaOption.NumCtx, length) : options;

    protected override async Task<IReadOnlyCollection<string>> ListModelsAsync(CancellationToken cancellationToken) =>
        [.. (await _client!.ListLocalModelsAsync(cancellationToken).ConfigureAwait(false)).Select(model => model.Name)];

    protected override bool IsModel(string listed, string configured) => listed == configured || listed == $"{configured}:latest";
}
