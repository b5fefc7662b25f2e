using System.Reflection.PortableExecutable;
using System.Text;

namespace Omua.Plugins.Tests.Forms;

/// <summary>Everything that may lie in a plugin place and is no plugin that can be used: how to put it there, and what has to be said about it.</summary>
internal static class BadFiles
{
    private static readonly string Good = PluginGround.Agent("Bad", "bad_name");

    public static IReadOnlyDictionary<string, BadFile> All { get; } = new Dictionary<string, BadFile>
    {
        ["empty"] = Source("", FaultCodes.PluginSourceUnfit, "is empty"),
        ["blank"] = Source(" \r\n\t\n", FaultCodes.PluginSourceUnfit, "is empty"),
        ["utf16_without_mark"] = Bytes(Encoding.Unicode.GetBytes(Good), FaultCodes.PluginSourceUnfit, "zero bytes"),
        ["latin1"] = Bytes(Encoding.Latin1.GetBytes("// caf\u00e9\n" + Good), FaultCodes.PluginSourceUnfit, "neither UTF-8"),
        ["half_written"] = Source(Good[..(Good.Length / 2)], FaultCodes.PluginDoesNotCompile, "CS"),
        ["syntax"] = Source("public sealed class Bad : AgentPlugin { int }", FaultCodes.PluginDoesNotCompile, "CS1519"),
        ["semantic"] = Source("public sealed class Bad { int X => \"text\"; }", FaultCodes.PluginDoesNotCompile, "CS0029"),
        ["no_class"] = Source("public static class Plain { }", FaultCodes.PluginClassMissing, "holds no plugin class"),
        ["abstract"] = Source(Good.Replace("sealed", "abstract", StringComparison.Ordinal), FaultCodes.PluginClassMissing, "Bad is abstract"),
        ["generic"] = Source(Good.Replace("class Bad", "class Bad<T>", StringComparison.Ordinal), FaultCodes.PluginClassMissing, "is generic"),
        ["agent_only"] = Source(Implements("IAgent"), FaultCodes.PluginClassMissing, "does not implement IPlugin"),
        ["plugin_only"] = Source(Implements("IPlugin"), FaultCodes.PluginIdentityInvalid, "is a plugin of no type"),
        ["lying_type"] = Source(Implements("IPlugin, IAgent").Replace("PluginType.Agent", "PluginType.StorageBackend", StringComparison.Ordinal), FaultCodes.PluginIdentityInvalid, "implements Agent"),
        ["bad_name"] = Source(PluginGround.Agent("Bad", "Bad-Name"), FaultCodes.PluginIdentityInvalid, "not snake_case"),
        ["empty_name"] = Source(PluginGround.Agent("Bad", ""), FaultCodes.PluginIdentityInvalid, "not snake_case"),
        ["bad_version"] = Source(Good.Replace("1.2.3", "1.2", StringComparison.Ordinal), FaultCodes.PluginIdentityInvalid, "not SemVer"),
        ["unknown_directive"] = Source("#:pakage A@1.0.0\n" + Good, FaultCodes.PluginDirectiveInvalid, "Did you mean #:package?"),
        ["foreign_project"] = Source("#:project ../../other/other.csproj\n" + Good, FaultCodes.PluginDirectiveUnsupported, "outside of the plugin's folder"),
        ["package_not_there"] = Source("#:package Test.Nowhere@1.0.0\n" + Good, FaultCodes.PluginPackageMissing, "is not restored"),
        ["package_without_version"] = Source("#:package Test.Nowhere\n" + Good, FaultCodes.PluginDirectiveInvalid, "has no version"),
        ["ten_megabytes"] = Source(Good + new string('\n', 10 * 1024 * 1024), FaultCodes.PluginSourceUnfit, "a source may have"),
        ["link_to_itself"] = new(FaultCodes.PluginUnreadable, "cannot be read", ".cs", path => File.CreateSymbolicLink(path, path)),
        ["link_to_nothing"] = new(FaultCodes.PluginUnreadable, "cannot be read", ".cs", path => File.CreateSymbolicLink(path, path + ".gone")),
        ["link_to_the_place"] = new(FaultCodes.PluginUnreadable, "cannot be listed", "", path => Directory.CreateSymbolicLink(path, Path.GetDirectoryName(path)!)),
        ["loose_assembly"] = new(FaultCodes.PluginClassMissing, "a folder of its own", ".dll", path => File.WriteAllBytes(path, [1])),
        ["project_not_built"] = Folder("bad.csproj", _ => Encoding.UTF8.GetBytes("<Project><!-- Omua.Abstractions --></Project>"), FaultCodes.PluginClassMissing, "not built"),
        ["native_elf"] = Folder("bad.dll", _ => [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, .. new byte[200]], FaultCodes.PluginAssemblyUnfit, "native library"),
        ["native_windows"] = Folder("bad.dll", WithoutMetadata, FaultCodes.PluginAssemblyUnfit, "native library"),
        ["only_32_bit"] = Folder("bad.dll", For32Bit, FaultCodes.PluginAssemblyUnfit, "32-bit"),
        ["framework"] = Folder("bad.dll", _ => BuiltFor(".NETFramework,Version=v4.8"), FaultCodes.PluginAssemblyUnfit, ".NET Framework"),
        ["newer_dotnet"] = Folder("bad.dll", _ => BuiltFor(".NETCoreApp,Version=v99.0"), FaultCodes.PluginAssemblyUnfit, "newer .NET"),
        ["truncated"] = Folder("bad.dll", assembly => assembly[..(assembly.Length / 2)], FaultCodes.PluginUnreadable, "cannot be read"),
        ["no_assembly"] = Folder("bad.dll", _ => Encoding.UTF8.GetBytes("not an assembly"), FaultCodes.PluginUnreadable, "cannot be read"),
        ["no_plugin_inside"] = Folder("bad.dll", _ => Assembly("public static class Plain { }"), FaultCodes.PluginClassMissing, "holds no plugin class"),
    };

    private static BadFile Source(string text, string code, string says) => Bytes(Encoding.UTF8.GetBytes(text), code, says);

    private static BadFile Bytes(byte[] content, string code, string says) => new(code, says, ".cs", path => File.WriteAllBytes(path, content));

    private static BadFile Folder(string file, Func<byte[], byte[]> content, string code, string says) => new(code, says, "", path =>
    {
        Directory.CreateDirectory(path);
        File.WriteAllBytes(Path.Combine(path, file), content(Assembly(Good)));
    });

    private static string Implements(string interfaces) => $$"""
        public sealed class Bad : {{interfaces}}
        {
            public string Name => "bad";
            public string Version => "1.0.0";
            public string Description => "";
            public PluginType Type => PluginType.Agent;
            public Task InitializeAsync(PluginContext context, CancellationToken cancellationToken) => Task.CompletedTask;
            public Task ShutdownAsync(CancellationToken cancellationToken) => Task.CompletedTask;
            public Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<TaskSpec>>([]);
            public Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken) => throw new NotSupportedException();
        }
        """;

    private static byte[] BuiltFor(string framework) => Assembly($"[assembly: System.Runtime.Versioning.TargetFramework(\"{framework}\")]\n{Good}");

    private static byte[] Assembly(string source) => BuiltAssembly.Plain("bad", source);

    /// <summary>Sets the flag that a build for x86 sets (ECMA-335 II.25.3.3.1).</summary>
    private static byte[] For32Bit(byte[] assembly)
    {
        using var reader = new PEReader(new MemoryStream(assembly));
        assembly[reader.PEHeaders.CorHeaderStartOffset + 16] |= (byte)CorFlags.Requires32Bit;
        return assembly;
    }

    /// <summary>A Windows library without the .NET directory: number 14 of the optional header.</summary>
    private static byte[] WithoutMetadata(byte[] assembly)
    {
        using var reader = new PEReader(new MemoryStream(assembly));
        var directories = reader.PEHeaders.PEHeaderStartOffset + (reader.PEHeaders.PEHeader!.Magic == PEMagic.PE32Plus ? 112 : 96);
        Array.Clear(assembly, directories + (14 * 8), 8);
        return assembly;
    }
}
