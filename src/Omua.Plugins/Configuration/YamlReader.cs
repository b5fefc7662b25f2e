using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Omua.Plugins.Configuration;

/// <summary>Reads one YAML file into nodes with places. Works on parser events, so an alias is refused before anything could expand it.</summary>
internal sealed class YamlReader
{
    private const int LargestFile = 1 << 20;
    private const int DeepestNesting = 32;
    private readonly string _file;
    private readonly Parser _parser;

    private YamlReader(string file, string text)
    {
        _file = file;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The file's top section. Throws <see cref="FaultException"/> with the place of what cannot be read.</summary>
    public static ConfigurationMapping Read(string file) => ReadNode(file) switch
    {
        ConfigurationMapping mapping => mapping,
        ConfigurationScalar { Text: null } => ConfigurationMapping.Empty,
        var root => throw new FaultException(new Fault(FaultCodes.MalformedConfiguration, $"the file holds {root.Kind}, not sections", "begin with a section such as plugins:")
        {
            File = file, Line = root.Origin.Place?.Line, Column = root.Origin.Place?.Column,
        }),
    };

    /// <summary>What the file holds, whatever it is; a value without text where it holds nothing.</summary>
    public static ConfigurationNode ReadNode(string file)
    {
        var text = ReadText(file);
        try
        {
            return new YamlReader(file, text).ReadFile();
        }
        catch (YamlException exception)
        {
            // YamlDotNet wraps the real cause; its own message then says only that something failed.
            var cause = exception.InnerException?.Message ?? exception.Message;
            throw new FaultException(new Fault(FaultCodes.MalformedConfiguration, $"this is not valid YAML: {cause.TrimEnd('.')}", "correct the line; indent with spaces, and quote values that hold : or #")
            {
                File = file, Line = (int)exception.Start.Line, Column = (int)exception.Start.Column,
            }, exception);
        }
    }

    private static string ReadText(string file)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > LargestFile })
            {
                throw Unreadable(file, $"it is over {LargestFile / 1024} kB", null);
            }

            return File.ReadAllText(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw Unreadable(file, exception is FileNotFoundException or DirectoryNotFoundException ? "it is not there"
                : exception is DecoderFallbackException ? "it is not UTF-8 text" : exception.Message, exception);
        }
    }

    private static FaultException Unreadable(string file, string cause, Exception? inner) =>
        new(new Fault(FaultCodes.UnreadableConfiguration, $"the configuration file cannot be read: {cause.TrimEnd('.')}", "name a YAML file that can be read; omua config init writes one") { File = file }, inner);

    private ConfigurationNode ReadFile()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            return new ConfigurationScalar(null, ConfigurationOrigin.None);
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            throw Malformed(second!, "there is a second document (---) in the file", "keep one document in a file");
        }

        return root;
    }

    private ConfigurationNode ReadNode(int depth)
    {
        if (_parser.Accept<AnchorAlias>(out var alias))
        {
            throw Malformed(alias!, "aliases (*name) are refused", "write the value out");
        }

        var start = _parser.Accept<NodeEvent>(out var node) ? node! : throw Malformed(_parser.Current!, "a value is missing", "write one");
        if (!start.Anchor.IsEmpty)
        {
            throw Malformed(start, "anchors (&name) are refused", "write the value out where it is used");
        }

        if (!start.Tag.IsEmpty && start.Tag.Value != "tag:yaml.org,2002:str" && start.Tag.Value != "!")
        {
            throw Malformed(start, "tags are refused", "write the plain value");
        }

        if (depth > DeepestNesting)
        {
            throw Malformed(start, $"sections are nested deeper than {DeepestNesting}", "flatten them");
        }

        return start switch
        {
            Scalar => ReadScalar(),
            SequenceStart => ReadSequence(depth),
            _ => ReadMapping(depth),
        };
    }

    private ConfigurationScalar ReadScalar()
    {
        var scalar = _parser.Consume<Scalar>();
        var isNothing = scalar is { Style: ScalarStyle.Plain, Tag.IsEmpty: true } && scalar.Value is "" or "~" or "null" or "Null" or "NULL";
        return new(isNothing && scalar.Style == ScalarStyle.Plain ? null : scalar.Value, At(scalar)) { IsPlain = scalar is { Style: ScalarStyle.Plain, Tag.IsEmpty: true } };
    }

    private ConfigurationSequence ReadSequence(int depth)
    {
        var origin = At(_parser.Consume<SequenceStart>());
        var items = new List<ConfigurationNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new(items, origin);
    }

    private ConfigurationMapping ReadMapping(int depth)
    {
        var origin = At(_parser.Consume<MappingStart>());
        var entries = new List<ConfigurationEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var position = _parser.Current!;
            if (ReadNode(depth + 1) is not ConfigurationScalar { Text: { } key } written)
            {
                throw Malformed(position, "a key is not plain text", "write keys as plain words in snake_case");
            }

            if (!keys.Add(key))
            {
                throw Malformed(position, $"the key {Shown.Value(key)} stands twice in one section", "keep one of them");
            }

            entries.Add(new(key, written.Origin, ReadNode(depth + 1)));
        }

        return new(entries, origin);
    }

    private ConfigurationOrigin At(ParsingEvent parsed) => new(new ConfigurationPlace(_file, (int)parsed.Start.Line, (int)parsed.Start.Column), null);

    private FaultException Malformed(ParsingEvent parsed, string message, string fix) =>
        new(new Fault(FaultCodes.MalformedConfiguration, message, fix) { File = _file, Line = (int)parsed.Start.Line, Column = (int)parsed.Start.Column });
}
