using System.Text;
using System.Text.Json;

namespace Omua.Storage.Sqlite;

/// <summary>The tags of a series, as a query sees them: a tag that is not there is the empty text.</summary>
internal static class MetricTags
{
    /// <summary>The values of the tags that a query groups by; null where the series is none that it asks for.</summary>
    public static string[]? Of(string json, MetricQuery query)
    {
        using var tags = JsonDocument.Parse(json);
        foreach (var (tag, value) in query.Where)
        {
            if (!string.Equals(Value(tags.RootElement, tag), value, StringComparison.Ordinal))
            {
                return null;
            }
        }

        var group = new string[query.GroupBy.Count];
        for (var index = 0; index < group.Length; index++)
        {
            group[index] = Value(tags.RootElement, query.GroupBy[index]);
        }

        return group;
    }

    /// <summary>Values in the order of their UTF-8 bytes, which differs from that of their characters beyond U+D800.</summary>
    public static int Compare(string[] one, string[] other)
    {
        for (var index = 0; index < one.Length; index++)
        {
            var order = Encoding.UTF8.GetBytes(one[index]).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other[index]));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static string Value(JsonElement tags, string tag) => tags.TryGetProperty(tag, out var value) ? value.GetString()! : "";
}
