using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Omua.Storage.Sqlite;

/// <summary>Tags as a JSON object in the order of the names, so that the same tags are one series whatever order they came in.</summary>
internal sealed class TagText
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);
    private readonly List<KeyValuePair<string, string>> _sorted = [];
    private readonly Utf8JsonWriter _writer;

    public TagText() => _writer = new Utf8JsonWriter(_buffer);

    public string Of(IReadOnlyDictionary<string, string> tags)
    {
        _sorted.Clear();
        _sorted.AddRange(tags);
        _sorted.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        foreach (var (name, value) in _sorted)
        {
            _writer.WriteString(name, value);
        }

        _writer.WriteEndObject();
        _writer.Flush();
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
