using System.Text;
using System.Text.RegularExpressions;

namespace Omua.Plugins.Configuration;

/// <summary>Replaces <c>${env:NAME}</c> and <c>${file:PATH}</c> in values; <c>$${</c> stands for <c>${</c> itself.</summary>
internal sealed partial class References(IReadOnlyDictionary<string, string> environment)
{
    private const int LargestSecret = 1 << 16;

    public ConfigurationNode Resolve(ConfigurationNode node, string path) => node switch
    {
        ConfigurationMapping mapping => Resolve(mapping, path),
        ConfigurationSequence sequence => sequence with { Items = [.. sequence.Items.Select((item, index) => Resolve(item, $"{path}:{index}"))] },
        ConfigurationScalar { Text: { } text } scalar when text.Contains("${", StringComparison.Ordinal) => Resolve(scalar, text, path),
        _ => node,
    };

    public ConfigurationMapping Resolve(ConfigurationMapping mapping, string path) => mapping with
    {
        Entries = [.. mapping.Entries.Select(entry => entry with { Node = Resolve(entry.Node, path.Length == 0 ? entry.Key : $"{path}:{entry.Key}") })],
    };

    private ConfigurationScalar Resolve(ConfigurationScalar scalar, string text, string path)
    {
        var names = new List<string>();
        string? missing = null;
        var value = Pattern().Replace(text, match =>
        {
            if (match.Value.StartsWith("$$", StringComparison.Ordinal))
            {
                return "${";
            }

            var name = match.Groups["name"].Value;
            names.Add(name);
            var (found, cause) = Find(name, scalar.Origin);
            missing ??= cause;
            return found ?? "";
        });
        return missing is null
            ? scalar with { Text = value, References = names }
            : scalar with { Text = null, References = names, Unresolved = ConfigurationFaults.At(scalar.Origin, FaultCodes.MissingReference, $"{ConfigurationFaults.Dotted(path)} {missing}", Fix(names)) };
    }

    private (string? Value, string? Cause) Find(string name, ConfigurationOrigin origin)
    {
        var parts = name.Split(':', 2);
        return parts switch
        {
            ["env", { Length: > 0 } variable] => environment.GetValueOrDefault(variable) is { Length: > 0 } value
                ? (value, null) : (null, $"needs the environment variable {Shown.Value(variable)}, which is not set"),
            ["file", { Length: > 0 } path] => ReadFile(path, origin),
            _ => (null, $"refers to {Shown.Value(name)}, which is neither env:NAME nor file:PATH"),
        };
    }

    private static (string? Value, string? Cause) ReadFile(string path, ConfigurationOrigin origin)
    {
        var full = PathText.Full(path, origin);
        try
        {
            return new FileInfo(full) is { Exists: true, Length: > LargestSecret }
                ? (null, $"needs the file {Shown.Value(path)}, which is over {LargestSecret / 1024} kB")
                : (File.ReadAllText(full, Encoding.UTF8).TrimEnd('\r', '\n'), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, $"needs the file {Shown.Value(path)}, which cannot be read");
        }
    }

    private static string Fix(IReadOnlyList<string> names) => names.FirstOrDefault(name => name.StartsWith("env:", StringComparison.Ordinal)) is { } variable
        ? $"set it, for example: export {Shown.Value(variable[4..])}=…"
        : "use ${env:NAME} or ${file:PATH} of a file that can be read; write $${ for a plain ${";

    [GeneratedRegex(@"\$\$\{|\$\{(?<name>[^}]*)\}")]
    private static partial Regex Pattern();
}
