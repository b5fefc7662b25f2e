using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text;
using Omua.Plugins.Discovery;
using Omua.Plugins.Metadata;

namespace Omua.Plugins.Index;

/// <summary>The thorough look at a file or folder that is new or has changed: compiles what must be compiled and reads metadata. Runs none of the plugin's code.</summary>
internal sealed class UnitInspector(PluginHostOptions options)
{
    private readonly Lazy<string> _identity = new(() => HostStamp.Identity(options.Compiler));

    public IndexedUnit Inspect(PluginUnit unit, CancellationToken cancellationToken)
    {
        try
        {
            return unit.Kind switch
            {
                PluginUnitKind.SourceFile => Source(unit, cancellationToken),
                PluginUnitKind.AssemblyFolder => Folder(unit),
                PluginUnitKind.LooseAssembly => Failed(unit, "", new Fault(
                    FaultCodes.PluginClassMissing, $"{Path.GetFileName(unit.Path)} lies in the plugin place itself, so it is left alone",
                    $"Put it with its dependencies into a folder of its own: {Path.GetFileNameWithoutExtension(unit.Path)}/{Path.GetFileName(unit.Path)}") { File = unit.Path }),
                _ => Failed(unit, "", new Fault(
                    FaultCodes.PluginDirectoryMissing, $"the plugin directory {unit.Path} does not exist",
                    "Create it, or remove it from plugin_directories in omua.yaml") { File = unit.Path }),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return Failed(unit, "", new Fault(
                FaultCodes.PluginUnreadable, $"{unit.Path} cannot be read: {exception.Message}", "Check the permissions and that the file is whole") { File = unit.Path });
        }
    }

    private IndexedUnit Source(PluginUnit unit, CancellationToken cancellationToken)
    {
        var content = File.ReadAllBytes(unit.Path);
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. content, 0, .. Encoding.UTF8.GetBytes(_identity.Value)]));
        var folder = Path.Combine(options.Cache, hash);
        var assembly = Path.Combine(folder, "plugin.dll");
        if (!File.Exists(assembly))
        {
            if (options.Compiler is null)
            {
                return Failed(unit, "", new Fault(
                    FaultCodes.PluginCompilerMissing, $"{unit.Path} has to be compiled and this host has no compiler",
                    "Start it with omua, or build the plugin as a folder") { File = unit.Path });
            }

            var source = new PluginSourceFile(unit.Path, content, $"plugin_{unit.FileName}", HostAssemblies.References);
            var compiled = options.Compiler.Compile(source, cancellationToken);
            if (compiled.Assembly is null)
            {
                return Failed(unit, hash, [.. compiled.Faults]);
            }

            AtomicFile.CreateFolder(folder, target =>
            {
                File.WriteAllBytes(Path.Combine(target, "plugin.pdb"), compiled.Symbols ?? []);
                File.WriteAllBytes(Path.Combine(target, "plugin.dll"), compiled.Assembly);
            });
        }

        return Classes(unit, hash, assembly, gate: false);
    }

    private static IndexedUnit Folder(PluginUnit unit) => unit.MainAssembly is null
        ? Failed(unit, "", new Fault(
            FaultCodes.PluginClassMissing, $"{unit.Path} holds several assemblies and none is named like the folder",
            $"Name the plugin's assembly {Path.GetFileName(unit.Path)}.dll") { File = unit.Path })
        : Classes(unit, FolderHash.Of(unit.Path), unit.MainAssembly, gate: true);

    private static IndexedUnit Classes(PluginUnit unit, string hash, string assemblyPath, bool gate)
    {
        using var assembly = new PEReader(new MemoryStream(File.ReadAllBytes(assemblyPath)));
        if (!assembly.HasMetadata)
        {
            throw new BadImageFormatException($"{Path.GetFileName(assemblyPath)} is not a .NET assembly");
        }

        var reader = new PluginClassReader(assembly, unit.Path);
        var plugins = reader.Read();
        if (plugins.Count > 0)
        {
            return new IndexedUnit(unit.Path, unit.Stat, hash, assemblyPath, plugins, gate ? ContractGate.Faults(assembly, assemblyPath) : []);
        }

        return Failed(unit, hash, reader.ClassWithoutPluginInterface() is { } name
            ? new Fault(FaultCodes.PluginClassMissing, $"{name} does the work of a plugin but does not implement IPlugin", $"Let {name} implement IPlugin too, or derive from a base class such as AgentPlugin") { File = unit.Path }
            : new Fault(FaultCodes.PluginClassMissing, $"{unit.Path} holds no plugin class", "Derive a class from AgentPlugin, LlmBackendPlugin or StorageBackendPlugin; start the name with _ where it is no plugin") { File = unit.Path });
    }

    private static IndexedUnit Failed(PluginUnit unit, string hash, params IReadOnlyList<Fault> faults) =>
        new(unit.Path, unit.Stat, hash, null, [], faults);
}
