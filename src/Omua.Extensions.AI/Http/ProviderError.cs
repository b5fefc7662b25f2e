using System.Text;
using System.Text.Json;

namespace Omua.Extensions.AI;

/// <summary>What a provider says about a failure. The three wire formats put it in different places.</summary>
/// <param name="Message">In the provider's words, one line, at most 300 characters; empty where there is none.</param>
/// <param name="Code">The provider's code or type; empty where there is none.</param>
internal sealed record ProviderError(string Message, string Code)
{
    private const int LargestBody = 64 * 1024;
    private const int LongestMessage = 300;

    public static async Task<ProviderError> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var buffer = new byte[LargestBody];
            var read = await stream.ReadAtLeastAsync(buffer, LargestBody, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return Parse(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // The status is known, which is what counts; the words were lost with the connection.
            return new ProviderError("", "");
        }
    }

    public static ProviderError Parse(string body)
    {
        try
        {
            var error = (JsonNode.Parse(body) as JsonObject)?["error"];
            return error switch
            {
                JsonObject fields => new ProviderError(
                    OneLine(Text(fields["message"])), string.Join(' ', new[] { Text(fields["code"]), Text(fields["type"]) }.Where(text => text.Length > 0))),
                JsonValue value => new ProviderError(OneLine(Text(value)), ""),
                _ => new ProviderError("", ""),
            };
        }
        catch (JsonException)
        {
            // A proxy's page in HTML, most likely: nothing in it helps a person.
            return new ProviderError("", "");
        }
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + "…";
    }
}
