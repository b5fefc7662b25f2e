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
        Lack? lack = null;
        var value = Pattern().Replace(text, match =>
        {
            if (match.Value.StartsWith("$$", StringComparison.Ordinal))
            {
                return "${";
            }

            var name = match.Groups["name"].Value;
            names.Add(name);
            var (found, missing) = Find(name, scalar.Origin);
            lack ??= missing;
            return found ?? "";
        });
        return lack is null
            ? scalar with { Text = value, References = names }
            : scalar with { Text = null, References = names, Unresolved = ConfigurationFaults.At(scalar.Origin, lack.Code, $"{ConfigurationFaults.Dotted(path)} {lack.Cause}", lack.Fix) };
    }

    private (string? Value, Lack? Lack) Find(string name, ConfigurationOrigin origin) => name.Split(':', 2) switch
    {
        ["env", { Length: > 0 } variable] => environment.GetValueOrDefault(variable) is { Length: > 0 } value
            ? (value, null)
            : (null, Missing($"needs the environment variable {Shown.Value(variable)}, which is not set", $"set it, for example: export {Shown.Value(variable)}=…")),
        ["file", { Length: > 0 } path] => ReadFile(path, origin),
        _ => (null, Missing($"refers to {Shown.Value(name)}, which is neither env:NAME nor file:PATH", "use ${env:NAME} or ${file:PATH}; write $${ for a plain ${")),
    };

    private static (string? Value, Lack? Lack) ReadFile(string path, ConfigurationOrigin origin)
    {
        var full = PathText.Full(path, origin);
        var named = $"needs the file {Shown.Value(path)}, which";
        try
        {
            var file = new FileInfo(full);
            return file is { Exists: true, Length: > LargestSecret } ? (null, Missing($"{named} is over {LargestSecret / 1024} kB", "name the file that holds the secret alone"))
                : file.Exists && IsOpenToAll(full) ? (null, new Lack(FaultCodes.SecretFileExposed, $"{named} everybody on this machine can read", $"chmod 600 {full}"))
                : (File.ReadAllText(full, Encoding.UTF8).TrimEnd('\r', '\n'), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, Missing($"{named} cannot be read", $"make it readable for you: {full}; a relative path starts at the configuration file"));
        }
    }

    /// <summary>Permissions as Unix has them; elsewhere files have owners in other ways, and nothing is said.</summary>
    private static bool IsOpenToAll(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0;

    private static Lack Missing(string cause, string fix) => new(FaultCodes.MissingReference, cause, fix);

    [GeneratedRegex(@"\$\$\{|\$\{(?<name>[^}]*)\}")]
    private static partial Regex Pattern();

    /// <summary>Why a reference has no value, to be read after the key.</summary>
    private sealed record Lack(string Code, string Cause, string Fix);
}
