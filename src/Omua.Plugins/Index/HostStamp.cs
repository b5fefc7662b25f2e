using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Omua.Plugins.Index;

/// <summary>What an earlier result depends on beside the plugin itself: this host, the contracts, the compiler.</summary>
internal static class HostStamp
{
    /// <summary>Cheap, by size and time: when it differs, everything is looked at again.</summary>
    public static string Quick(ISourceCompiler? compiler)
    {
        var stats = Files(compiler).Select(path => new FileInfo(path))
            .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FullName}={(file.Exists ? file.Length : 0)}-{(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)}"));
        return ShortHash.Of(string.Join(';', stats));
    }

    /// <summary>Exact, by module version: part of the key of a compiled file, so that a reinstall of the same build finds its cache.</summary>
    public static string Identity(ISourceCompiler? compiler) =>
        string.Join(';', Files(compiler).Where(File.Exists).Select(path => $"{Path.GetFileName(path)}={ModuleVersion(path):N}"));

    private static IEnumerable<string> Files(ISourceCompiler? compiler) =>
        [typeof(HostStamp).Assembly.Location, .. HostAssemblies.References, .. compiler?.Files ?? []];

    private static Guid ModuleVersion(string path)
    {
        using var assembly = new PEReader(File.OpenRead(path));
        var metadata = assembly.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
