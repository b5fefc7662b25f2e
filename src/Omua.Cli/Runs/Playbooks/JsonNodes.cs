using System.Text;
using System.Text.Json;
using Omua.Plugins;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Runs.Playbooks;

/// <summary>Reads JSON into the nodes that YAML is read into, each with its line and column. Comments and trailing commas are let pass.</summary>
internal ref struct JsonNodes
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };

    private readonly string _file;
    private readonly byte[] _text;
    private Utf8JsonReader _reader;
    private int _line = 1;
    private int _lineStart;
    private int _seen;

    private JsonNodes(string file, byte[] text)
    {
        (_file, _text) = (file, text);
        _reader = new Utf8JsonReader(text, Lenient);
    }

    public static ConfigurationNode Read(string file)
    {
        var nodes = new JsonNodes(file, WithoutMark(File.ReadAllBytes(file)));
        nodes._reader.Read();
        var root = nodes.ReadNode();

        // Anything after the document is refused by this read.
        nodes._reader.Read();
        return root;
    }

    private static byte[] WithoutMark(byte[] text) => text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;

    private ConfigurationNode ReadNode()
    {
        var origin = Origin();
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(origin),
            JsonTokenType.StartArray => ReadArray(origin),
            JsonTokenType.String => new ConfigurationScalar(_reader.GetString(), origin),
            JsonTokenType.Null => new ConfigurationScalar(null, origin) { IsPlain = true },
            _ => new ConfigurationScalar(Encoding.UTF8.GetString(_reader.ValueSpan), origin) { IsPlain = true },
        };
    }

    private ConfigurationMapping ReadObject(ConfigurationOrigin origin)
    {
        var entries = new List<ConfigurationEntry>();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var (key, keyOrigin) = (_reader.GetString()!, Origin());
            if (entries.Exists(entry => entry.Key == key))
            {
                throw new FaultException(new Fault(FaultCodes.PlaybookUnreadable, $"the playbook cannot be used: the key '{key}' stands twice in one section", "keep one of them")
                {
                    File = _file, Line = keyOrigin.Place!.Line, Column = keyOrigin.Place.Column,
                });
            }

            _reader.Read();
            entries.Add(new ConfigurationEntry(key, keyOrigin, ReadNode()));
        }

        return new ConfigurationMapping(entries, origin);
    }

    private ConfigurationSequence ReadArray(ConfigurationOrigin origin)
    {
        var items = new List<ConfigurationNode>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadNode());
        }

        return new ConfigurationSequence(items, origin);
    }

    /// <summary>Tokens come in order, so that lines are counted once over the whole file.</summary>
    private ConfigurationOrigin Origin()
    {
        var position = (int)_reader.TokenStartIndex;
        for (; _seen < position; _seen++)
        {
            if (_text[_seen] == '\n')
            {
                (_line, _lineStart) = (_line + 1, _seen + 1);
            }
        }

        var column = Encoding.UTF8.GetCharCount(_text.AsSpan(_lineStart, position - _lineStart)) + 1;
        return new ConfigurationOrigin(new ConfigurationPlace(_file, _line, column), null);
    }
}
