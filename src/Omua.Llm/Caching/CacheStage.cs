using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Omua.Llm.Calling;
using Omua.Llm.Settings;

namespace Omua.Llm.Caching;

/// <summary>Keeps answers in the store: the same question costs nothing the second time. Only whole answers are kept, and a broken entry is a miss.</summary>
internal sealed partial class CacheStage(
    CacheSettings settings, IDocumentStore documents, IReadOnlyList<BackendEntry> backends, TimeProvider time, ILogger logger, LlmStage next) : LlmStage(next)
{
    public const string Collection = "llm.cache";

    public override async Task<LlmResponse> ChatAsync(LlmCall call, CancellationToken cancellationToken)
    {
        var key = KeyOf(call);
        if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is { } kept)
        {
            return kept;
        }

        var response = await Next.ChatAsync(call, cancellationToken).ConfigureAwait(false);
        await KeepAsync(key, response, cancellationToken).ConfigureAwait(false);
        return response;
    }

    public override async IAsyncEnumerable<LlmUpdate> StreamAsync(LlmCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var key = KeyOf(call);
        if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is { } kept)
        {
            yield return LlmUpdate.Whole(kept);
            yield break;
        }

        var answer = new StreamedAnswer();
        await foreach (var update in Next.StreamAsync(call, cancellationToken).ConfigureAwait(false))
        {
            answer.Add(update);
            yield return update;
        }

        if (answer.Whole is { } whole)
        {
            await KeepAsync(key, whole, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Another backend, or another model of it, is another answer.</summary>
    private string KeyOf(LlmCall call)
    {
        var description = CallKey.Describe(call);
        description["backends"] = new JsonArray([.. backends.Select(backend => JsonValue.Create($"{backend.Name}:{backend.Model}"))]);
        return CallKey.Of(description);
    }

    private async Task<LlmResponse?> FindAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await documents.GetAsync(Collection, key, cancellationToken).ConfigureAwait(false) is { } document
                && JsonNode.Parse(document.Json) is JsonObject entry && (DateTimeOffset)entry["kept_at"]! + settings.Lifetime > time.GetUtcNow()
                ? AnswerJson.Read((JsonObject)entry["answer"]!)
                : null;
        }
        catch (Exception exception) when (exception is StorageException or JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            LogNotUsed(exception, key);
            return null;
        }
    }

    private async Task KeepAsync(string key, LlmResponse response, CancellationToken cancellationToken)
    {
        if (response.FinishReason is not (LlmFinishReason.Stop or LlmFinishReason.ToolCalls))
        {
            return;
        }

        try
        {
            var entry = new JsonObject { ["kept_at"] = time.GetUtcNow(), ["answer"] = AnswerJson.Write(response) };
            await documents.PutAsync(Collection, key, entry.ToJsonString(), null, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException exception)
        {
            LogNotUsed(exception, key);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cache of answers could not be used (entry {Key})")]
    private partial void LogNotUsed(Exception exception, string key);
}
