using System.Globalization;
using System.Text;
using Omua.Plugins.Discovery;

namespace Omua.Plugins.Index;

/// <summary>
/// The index on disk: a line for each unit (U), file that it includes (I), warning (W), plugin (P) and fault (F), fields parted by tabs. Read at every start, so it is plain text without a
/// serializer. Anything that does not read as written makes the whole file void: it is rebuilt.
/// </summary>
internal static class PluginIndexFile
{
    private const string Magic = "omua-plugin-index 3";

    public static IReadOnlyDictionary<string, IndexedUnit> Read(string path, string stamp)
    {
        var units = new Dictionary<string, IndexedUnit>(StringComparer.Ordinal);
        string[] lines;
        try
        {
            lines = File.Exists(path) ? File.ReadAllText(path).Split('\n') : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return units;
        }

        if (lines.Length < 4 || lines[0] != Magic || lines[1] != stamp || lines[^2] != "end")
        {
            return units;
        }

        try
        {
            Parse(lines.AsSpan(2, lines.Length - 4), units);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or IndexOutOfRangeException)
        {
            units.Clear();
        }

        return units;
    }

    public static void Write(string path, string stamp, IEnumerable<IndexedUnit> units)
    {
        var text = new StringBuilder().Append(Magic).Append('\n').Append(stamp).Append('\n');
        foreach (var unit in units)
        {
            Line(text, "U", unit.Path, unit.Stat, unit.Hash, unit.Assembly ?? "", unit.Kind.ToString("d"), unit.Dependencies ?? "");
            foreach (var part in unit.Included)
            {
                Line(text, "I", part.Path, part.Stat);
            }

            Faults(text, "W", unit.Warnings);
            Faults(text, "F", unit.Faults);
            foreach (var plugin in unit.Plugins)
            {
                Line(text, "P", plugin.Name, plugin.ClassFullName, plugin.Type.ToString("d"), plugin.Version is null ? "" : "v" + plugin.Version, plugin.Description);
                Faults(text, "F", plugin.Faults);
            }
        }

        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text.Append("end\n").ToString()));
    }

    private static void Parse(ReadOnlySpan<string> lines, Dictionary<string, IndexedUnit> units)
    {
        var plugins = new List<IndexedPlugin>();
        var faults = new List<Fault>();
        var included = new List<IndexedPart>();
        var warnings = new List<Fault>();
        foreach (var line in lines)
        {
            var fields = line.Split('\t');
            switch (fields[0])
            {
                case "U":
                    plugins = [];
                    faults = [];
                    included = [];
                    warnings = [];
                    var unit = new IndexedUnit(Text(fields[1]), fields[2], fields[3], TextOrNull(fields[4]), plugins, faults)
                    {
                        Kind = (PluginUnitKind)int.Parse(fields[5], CultureInfo.InvariantCulture), Dependencies = TextOrNull(fields[6]), Included = included, Warnings = warnings,
                    };
                    units[unit.Path] = unit;
                    break;
                case "I":
                    included.Add(new IndexedPart(Text(fields[1]), fields[2]));
                    break;
                case "P":
                    faults = [];
                    plugins.Add(new IndexedPlugin(
                        Text(fields[1]), Text(fields[2]), (PluginType)int.Parse(fields[3], CultureInfo.InvariantCulture),
                        fields[4].Length == 0 ? null : Text(fields[4][1..]), Text(fields[5])) { Faults = faults });
                    break;
                case "W":
                    warnings.Add(Fault(fields));
                    break;
                case "F":
                    faults.Add(Fault(fields));
                    break;
                default:
                    throw new FormatException();
            }
        }
    }

    private static Fault Fault(string[] fields) => new(fields[1], Text(fields[2]), Text(fields[3]))
    {
        File = TextOrNull(fields[4]), Line = Number(fields[5]), Column = Number(fields[6]),
    };

    private static void Faults(StringBuilder text, string kind, IReadOnlyList<Fault> faults)
    {
        foreach (var fault in faults)
        {
            Line(text, kind, fault.Code, fault.Message, fault.Fix, fault.File ?? "", Number(fault.Line), Number(fault.Column));
        }
    }

    private static void Line(StringBuilder text, params ReadOnlySpan<string> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            text.Append(i == 0 ? "" : "\t").Append(Escaped(fields[i]));
        }

        text.Append('\n');
    }

    private static string Escaped(string text) => text.AsSpan().ContainsAny("\\\t\n\r")
        ? text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)
        : text;

    private static string Text(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
        {
            return field;
        }

        var text = new StringBuilder(field.Length);
        for (var i = 0; i < field.Length; i++)
        {
            text.Append(field[i] != '\\' ? field[i] : field[++i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', var c => c });
        }

        return text.ToString();
    }

    private static string? TextOrNull(string field) => field.Length == 0 ? null : Text(field);

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static int? Number(string field) => field.Length == 0 ? null : int.Parse(field, CultureInfo.InvariantCulture);
}
