using System.Runtime.CompilerServices;
using Omua.Llm.Calling;
using Omua.Llm.Schemas;

namespace Omua.Llm.Structure;

/// <summary>
/// Holds answers to the schema that was asked for, whatever the provider promises: checks, and sends an answer that does not fit back with everything that is wrong
/// with it, a few times. What comes out as content is the bare JSON.
/// </summary>
internal sealed class StructureStage(int repairs, LlmStage next) : LlmStage(next)
{
    private const int LongestQuoted = 8000;

    public override Task<LlmResponse> ChatAsync(LlmCall call, CancellationToken cancellationToken) =>
        call.Options.ResponseSchema is { } schema ? CheckedAsync(call, schema, cancellationToken) : Next.ChatAsync(call, cancellationToken);

    public override IAsyncEnumerable<LlmUpdate> StreamAsync(LlmCall call, CancellationToken cancellationToken) =>
        call.Options.ResponseSchema is { } schema ? CheckedStreamAsync(call, schema, cancellationToken) : Next.StreamAsync(call, cancellationToken);

    private async Task<LlmResponse> CheckedAsync(LlmCall call, JsonObject schema, CancellationToken cancellationToken)
    {
        for (var repair = 0; ; repair++)
        {
            var response = await Next.ChatAsync(call, cancellationToken).ConfigureAwait(false);
            if (response.FinishReason == LlmFinishReason.ToolCalls)
            {
                // The caller's own tools come first; the answer follows in a later call.
                return response;
            }

            var (json, faults) = Judge(response, schema, call.Mend);
            if (json is not null)
            {
                return response with { Content = json };
            }

            if (repair >= repairs)
            {
                throw Invalid(response, faults);
            }

            call = call with { Messages = [.. call.Messages, LlmMessage.Assistant(Cut(response.Content)), LlmMessage.User(Request(faults))] };
        }
    }

    /// <summary>What was streamed cannot be taken back, so a stream is checked at its end and not repaired.</summary>
    private async IAsyncEnumerable<LlmUpdate> CheckedStreamAsync(LlmCall call, JsonObject schema, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var text = new System.Text.StringBuilder();
        await foreach (var update in Next.StreamAsync(call, cancellationToken).ConfigureAwait(false))
        {
            text.Append(update.Content);
            if (update is { FinishReason: { } reason } && reason != LlmFinishReason.ToolCalls)
            {
                var whole = new LlmResponse(text.ToString(), update.Usage ?? LlmUsage.None, update.Model ?? "", reason);
                if (Judge(whole, schema, null) is { Json: null, Faults: var faults })
                {
                    throw Invalid(whole, faults);
                }
            }

            yield return update;
        }
    }

    private static (string? Json, IReadOnlyList<string> Faults) Judge(LlmResponse response, JsonObject schema, Func<JsonNode, JsonNode>? mend)
    {
        if (response.FinishReason == LlmFinishReason.Length)
        {
            return (null, ["the answer was cut at the limit of tokens; answer more briefly"]);
        }

        var (value, fault) = JsonAnswer.Read(response.Content);
        if (value is null)
        {
            return (null, [fault ?? "the answer is null"]);
        }

        try
        {
            value = mend?.Invoke(value) ?? value;
            var faults = JsonSchema.Validate(value, schema);
            return faults.Count == 0 ? (value.ToJsonString(), []) : (null, [.. faults.Select(each => each.ToString())]);
        }
        catch (NotSupportedException exception)
        {
            throw new LlmException(LlmFailure.InvalidRequest, exception.Message, exception);
        }
    }

    private static string Request(IReadOnlyList<string> faults) =>
        $"Your answer does not follow the schema:\n{string.Join('\n', faults.Select(fault => $"- {fault}"))}\nAnswer again with the corrected JSON alone.";

    private static LlmException Invalid(LlmResponse response, IReadOnlyList<string> faults) =>
        new(LlmFailure.InvalidOutput, $"{response.Model} did not answer in the form that was asked for: {string.Join("; ", faults.Take(5))}{(faults.Count > 5 ? $" and {faults.Count - 5} more" : "")}.");

    private static string Cut(string text) => text.Length <= LongestQuoted ? text : text[..LongestQuoted];
}
