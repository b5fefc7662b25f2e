using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Omua.Plugins.Compiler;

/// <summary>
/// The assemblies that sources are compiled against. Each is read once and the same object is given to every compilation, because Roslyn shares what it
/// has read of an assembly between compilations that hold the same object: a hundred files read the framework once.
/// </summary>
internal static class CompilerReferences
{
    private static readonly ConcurrentDictionary<string, MetadataReference> Known = new(StringComparer.Ordinal);

    public static IEnumerable<MetadataReference> Of(IReadOnlyList<string> paths) =>
        [.. Basic.Reference.Assemblies.Net100.References.All, .. paths.Select(Read)];

    private static MetadataReference Read(string path)
    {
        var stamp = string.Create(CultureInfo.InvariantCulture, $"{path}|{File.GetLastWriteTimeUtc(path).Ticks:x}");
        return Known.GetOrAdd(stamp, static (_, file) => MetadataReference.CreateFromFile(file), path);
    }
}
