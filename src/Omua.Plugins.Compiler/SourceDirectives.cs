using System.Text;

namespace Omua.Plugins.Compiler;

/// <summary>
/// The <c>#:</c> lines of a file-based program, which may only stand before the first token. The host is the project here: it provides the <c>Omua</c> packages
/// and the framework, and says so where a line asks for more.
/// </summary>
internal sealed record SourceDirectives(bool NullableOff, bool Unsafe, IReadOnlyList<Fault> Faults)
{
    public static SourceDirectives Of(string path, ReadOnlySpan<byte> content)
    {
        var faults = new List<Fault>();
        var nullableOff = false;
        var isUnsafe = false;
        var number = 0;
        foreach (var raw in Encoding.UTF8.GetString(content).TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length > 0 && line[0] is not ('#' or '/' or '*'))
            {
                break;
            }

            if (!line.StartsWith("#:", StringComparison.Ordinal))
            {
                continue;
            }

            var parts = line[2..].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var value = parts.Length > 1 ? parts[1] : "";
            switch (parts.Length > 0 ? parts[0] : "")
            {
                case "package" when value.Split('@')[0].Trim().StartsWith("Omua.", StringComparison.OrdinalIgnoreCase):
                    break;
                case "package":
                    Refuse($"the package {value}", "Build the plugin as a folder with its dependencies; single files have the framework and the Omua packages");
                    break;
                case "property":
                    var setting = value.Split('=', 2, StringSplitOptions.TrimEntries);
                    nullableOff |= setting is ["Nullable", "disable"];
                    isUnsafe |= setting is ["AllowUnsafeBlocks", var allowed] && bool.TryParse(allowed, out var yes) && yes;
                    break;
                case var other:
                    Refuse($"the directive #:{other}", "Remove it; a plugin may use #:package Omua.* and #:property");
                    break;
            }

            void Refuse(string what, string fix) => faults.Add(
                new Fault(FaultCodes.PluginDirectiveUnsupported, $"{Path.GetFileName(path)} asks for {what}, which this host does not provide to a single file", fix)
                {
                    File = path, Line = number, Column = 1,
                });
        }

        return new SourceDirectives(nullableOff, isUnsafe, faults);
    }
}
