using System.Text.Json;

namespace Omua.Llm.Structure;

/// <summary>Finds the JSON in an answer: models wrap it in a code block or a sentence, whatever they are told.</summary>
internal static class JsonAnswer
{
    private static readonly JsonDocumentOptions Reading = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>The value, or what keeps the text from being one.</summary>
    public static (JsonNode? Value, string? Fault) Read(string text)
    {
        var trimmed = Unfenced(text.Trim());
        var start = trimmed.IndexOfAny(['{', '[']);
        var end = trimmed.LastIndexOfAny(['}', ']']);
        if (start < 0 || end < start)
        {
            return (null, trimmed.Length == 0 ? "the answer is empty" : "the answer holds no JSON");
        }

        try
        {
            // Read strictly but for trailing commas and comments; a key twice would let two readers see two answers.
            return (JsonNode.Parse(trimmed[start..(end + 1)], new JsonNodeOptions { PropertyNameCaseInsensitive = false }, Reading) is { } value ? Unique(value) : null, null);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return (null, $"the JSON cannot be read: {exception.Message}");
        }
    }

    private static string Unfenced(string text)
    {
        if (!text.StartsWith("```", StringComparison.Ordinal))
        {
            return text;
        }

        var line = text.IndexOf('\n', StringComparison.Ordinal);
        var close = text.LastIndexOf("```", StringComparison.Ordinal);
        return line > 0 && close > line ? text[(line + 1)..close] : text;
    }

    /// <summary>Objects are read lazily, and a key that stands twice is found only on access.</summary>
    private static JsonNode Unique(JsonNode value)
    {
        switch (value)
        {
            case JsonObject fields:
                foreach (var (_, field) in fields)
                {
                    if (field is not null)
                    {
                        Unique(field);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    if (item is not null)
                    {
                        Unique(item);
                    }
                }

                break;
        }

        return value;
    }
}
