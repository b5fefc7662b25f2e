using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Omua.Plugins.Metadata;

/// <summary>Whether this process can load an assembly at all, read from its headers, so that the answer is a fault with a reason and not a loader's exception.</summary>
internal static class AssemblyFitness
{
    private const string Fix = "Build the plugin for net10.0 and any processor: <TargetFramework>net10.0</TargetFramework>, no <PlatformTarget>";

    /// <summary>Why it cannot be loaded; null where it can.</summary>
    public static Fault? Fault(PEReader assembly, string path)
    {
        if (!assembly.HasMetadata)
        {
            return Native(path);
        }

        var header = assembly.PEHeaders.CorHeader!;
        if (Environment.Is64BitProcess && header.Flags.HasFlag(CorFlags.Requires32Bit) && !header.Flags.HasFlag(CorFlags.Prefers32Bit))
        {
            return Unfit("is built for 32-bit x86 processes; this is a 64-bit one", Fix);
        }

        var metadata = assembly.GetMetadataReader();
        return TargetFramework(metadata) switch
        {
            { } target when target.StartsWith(".NETFramework", StringComparison.Ordinal) => Unfit($"is built for the .NET Framework ({target})", Fix),
            { } target when target.StartsWith(".NETCoreApp,Version=v", StringComparison.Ordinal) && IsNewer(target) => Unfit($"is built for a newer .NET ({target}) than this host runs", Fix),
            null when References(metadata, "mscorlib") && !References(metadata, "System.Runtime") && !References(metadata, "netstandard") => Unfit("is built for the .NET Framework", Fix),
            _ => null,
        };

        Fault Unfit(string what, string fix) => new(FaultCodes.PluginAssemblyUnfit, $"{Path.GetFileName(path)} {what}", fix) { File = path };
    }

    /// <summary>A native library of Linux (ELF) or macOS (Mach-O) under the name of an assembly, told by its first bytes; null where it is none.</summary>
    public static Fault? NativeFault(ReadOnlySpan<byte> content, string path) =>
        content is [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] or [0xCF, 0xFA, 0xED, 0xFE, ..] or [0xCA, 0xFE, 0xBA, 0xBE, ..] ? Native(path) : null;

    /// <summary>Whether a file named like an assembly is a native library, of this system or of another.</summary>
    /// <exception cref="BadImageFormatException">It is neither.</exception>
    public static bool IsNative(byte[] content)
    {
        if (NativeFault(content, "") is not null)
        {
            return true;
        }

        using var library = new PEReader(new MemoryStream(content));
        return !library.HasMetadata;
    }

    private static Fault Native(string path) => new(
        FaultCodes.PluginAssemblyUnfit, $"{Path.GetFileName(path)} is a native library, not a .NET assembly",
        "Put native files beside the plugin's assembly, and name that like the folder") { File = path };

    private static bool IsNewer(string target) =>
        Version.TryParse(target[".NETCoreApp,Version=v".Length..], out var version) && version.Major > Environment.Version.Major;

    private static bool References(MetadataReader metadata, string name) =>
        metadata.AssemblyReferences.Any(handle => metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, name));

    /// <summary>The argument of the assembly's <c>TargetFrameworkAttribute</c>; null where it has none.</summary>
    private static string? TargetFramework(MetadataReader metadata)
    {
        foreach (var handle in metadata.IsAssembly ? metadata.GetAssemblyDefinition().GetCustomAttributes() : [])
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference &&
                metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent &&
                metadata.FullName((TypeReferenceHandle)parent) == "System.Runtime.Versioning.TargetFrameworkAttribute")
            {
                var value = metadata.GetBlobReader(attribute.Value);
                return value.ReadUInt16() == 1 ? value.ReadSerializedString() : null;
            }
        }

        return null;
    }
}
