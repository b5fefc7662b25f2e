using System.Globalization;
using Omua.Analytics;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Verbs.Datasets;

/// <summary>Reads <c>omua.mapping.yaml</c>: what the columns of files mean. Everything that is wrong is said at once, with its place and the nearest right word.</summary>
internal sealed class MappingReader(string file)
{
    public const string FileName = "omua.mapping.yaml";

    private static readonly string[] Keys = ["files", "kind", "columns", "measures", "divide", "currency", "channel", "day_first", "decimal_comma"];
    private static readonly string[] Kinds = ["performance", "paths", "touchpoints", "experiment_units", "transactions", "events", "survivors"];

    /// <summary>Roles that performance rows have by this spelling; another name is a dimension, and one that is nearly one of these is a slip.</summary>
    private static readonly string[] Roles = ["date", "impressions", "clicks", "cost", "conversions", "revenue", "campaign", "ad_set", "ad", "channel", "currency", "country", "device", "placement"];

    private readonly List<Fault> _faults = [];

    /// <summary>The mappings beside the data: in its folder, or in the folder of the file; else in the folder that the command was started in.</summary>
    /// <exception cref="FaultException">The file is there and cannot be used.</exception>
    public static IReadOnlyList<ColumnMapping> Beside(string dataPath)
    {
        string[] folders = [Directory.Exists(dataPath) ? dataPath : Path.GetDirectoryName(Path.GetFullPath(dataPath)) ?? ".", "."];
        return folders.Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists) is { } file ? new MappingReader(file).Read() : [];
    }

    private IReadOnlyList<ColumnMapping> Read()
    {
        ConfigurationNode root;
        try
        {
            root = YamlReader.ReadNode(file);
        }
        catch (FaultException exception)
        {
            throw new FaultException([.. exception.Faults.Select(fault => fault with { Code = FaultCodes.MappingUnreadable })]);
        }

        if ((root as ConfigurationMapping)?.Find("mappings")?.Node is not ConfigurationSequence list)
        {
            Wrong(root.Origin, "it holds no list 'mappings'");
            throw new FaultException(_faults);
        }

        foreach (var entry in ((ConfigurationMapping)root).Entries.Where(entry => entry.Key != "mappings"))
        {
            Wrong(entry.KeyOrigin, $"the key '{entry.Key}' is unknown here; use 'mappings'");
        }

        var mappings = list.Items.Select(Mapping).ToList();
        return _faults.Count == 0 ? mappings : throw new FaultException(_faults);
    }

    private ColumnMapping Mapping(ConfigurationNode node)
    {
        var section = node as ConfigurationMapping;
        if (section is null)
        {
            Wrong(node.Origin, $"a mapping is {node.Kind}, not a section of keys");
            section = ConfigurationMapping.Empty;
        }

        foreach (var entry in section.Entries.Where(entry => !Keys.Contains(entry.Key)))
        {
            Wrong(entry.KeyOrigin, $"the key '{entry.Key}' is unknown{Near(entry.Key, Keys)}");
        }

        if (section.Find("files") is null)
        {
            Wrong(node.Origin, "the mapping has no 'files': a name, with * and ? where several are meant");
        }

        var columns = Texts(section, "columns");
        if (columns.Count == 0)
        {
            Wrong(node.Origin, "the mapping has no 'columns': what each is, and its name in the file");
        }

        var kind = Text(section, "kind") ?? "performance";
        if (!Kinds.Contains(kind))
        {
            Wrong(section.Find("kind")!.Node.Origin, $"there is no kind '{kind}'{Near(kind, Kinds)}; use one of {string.Join(", ", Kinds)}");
        }

        var measures = (section.Find("measures")?.Node as ConfigurationSequence)?.Items.OfType<ConfigurationScalar>().Select(item => item.Text ?? "").ToList() ?? [];
        if (kind == "performance")
        {
            CheckRoles(section, measures);
        }

        return new ColumnMapping
        {
            Files = Text(section, "files") ?? "",
            Kind = kind,
            Columns = columns,
            Measures = measures,
            Divide = Divisors(section, columns),
            Currency = Text(section, "currency")?.ToUpperInvariant(),
            Channel = Text(section, "channel"),
            DayFirst = Flag(section, "day_first"),
            DecimalComma = Flag(section, "decimal_comma"),
        };
    }

    private void CheckRoles(ConfigurationMapping section, List<string> measures)
    {
        foreach (var entry in (section.Find("columns")?.Node as ConfigurationMapping ?? ConfigurationMapping.Empty).Entries)
        {
            if (!Roles.Contains(entry.Key) && !measures.Contains(entry.Key) && NearestName.Of(entry.Key, Roles) is { } near)
            {
                Wrong(entry.KeyOrigin, $"'{entry.Key}' is nearly '{near}'; write that, or give the dimension a name that is not mistaken for it");
            }
        }
    }

    private Dictionary<string, string> Texts(ConfigurationMapping section, string key)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (section.Find(key) is not { } found)
        {
            return texts;
        }

        if (found.Node is not ConfigurationMapping entries)
        {
            Wrong(found.Node.Origin, $"'{key}' is {found.Node.Kind}, not a section of keys");
            return texts;
        }

        foreach (var entry in entries.Entries)
        {
            if (entry.Node is ConfigurationScalar { Text: { Length: > 0 } text })
            {
                texts[entry.Key] = text;
            }
            else
            {
                Wrong(entry.Node.Origin, $"'{entry.Key}' names no column");
            }
        }

        return texts;
    }

    private Dictionary<string, double> Divisors(ConfigurationMapping section, Dictionary<string, string> columns)
    {
        var divisors = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var entry in (section.Find("divide")?.Node as ConfigurationMapping ?? ConfigurationMapping.Empty).Entries)
        {
            if (!columns.ContainsKey(entry.Key))
            {
                Wrong(entry.KeyOrigin, $"'divide' names '{entry.Key}', which is not among the columns{Near(entry.Key, columns.Keys)}");
            }
            else if (entry.Node is ConfigurationScalar { Text: { } text } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && double.IsFinite(number))
            {
                divisors[entry.Key] = number;
            }
            else
            {
                Wrong(entry.Node.Origin, $"'{entry.Key}' is divided by {(entry.Node is ConfigurationScalar plain ? $"'{plain.Text}'" : entry.Node.Kind)}; use a number above 0");
            }
        }

        return divisors;
    }

    private string? Text(ConfigurationMapping section, string key)
    {
        if (section.Find(key) is not { } entry)
        {
            return null;
        }

        if (entry.Node is ConfigurationScalar { Text: { Length: > 0 } text })
        {
            return text;
        }

        Wrong(entry.Node.Origin, $"'{key}' is empty");
        return null;
    }

    private bool? Flag(ConfigurationMapping section, string key)
    {
        if (Text(section, key) is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out var flag))
        {
            return flag;
        }

        Wrong(section.Find(key)!.Node.Origin, $"'{key}' is '{text}'; use true or false");
        return null;
    }

    private static string Near(string wrong, IEnumerable<string> names) => NearestName.Of(wrong, names) is { } near ? $"; did you mean '{near}'" : "";

    private void Wrong(ConfigurationOrigin origin, string what) => _faults.Add(new Fault(
        FaultCodes.MappingUnreadable, $"the mapping of columns cannot be used: {what}", "docs/data.md shows one; 'omua data inspect --propose-mapping' makes a draft")
    {
        File = file, Line = origin.Place?.Line, Column = origin.Place?.Column,
    });
}
