using System.Reflection.PortableExecutable;
using Omua.Plugins.Discovery;
using Omua.Plugins.Metadata;

namespace Omua.Plugins.Index;

/// <summary>Looks at a built assembly: whether this host can load it, which plugin classes it holds, whether the host has what it needs. From metadata alone.</summary>
internal static class AssemblyInspector
{
    public static IndexedUnit Inspect(PluginUnit unit)
    {
        var found = new IndexedUnit(unit.Path, unit.Stat, "", null, [], []) { Kind = unit.Kind };
        return unit.MainAssembly is null
            ? found with
            {
                Faults =
                [
                    new Fault(
                        FaultCodes.PluginClassMissing, $"{unit.Path} holds several assemblies and none is named like the folder",
                        $"Name the plugin's assembly {Path.GetFileName(unit.Path)}.dll") { File = unit.Path },
                ],
            }
            : Classes(found with { Hash = FolderHash.Of(unit.Path) }, unit.MainAssembly, [unit.Path], gate: true);
    }

    /// <param name="found">What is known so far.</param>
    /// <param name="assemblyPath">The plugin's assembly.</param>
    /// <param name="folders">Where the libraries are that it brings.</param>
    /// <param name="gate">Whether the assembly was built elsewhere, against contracts that may be others.</param>
    public static IndexedUnit Classes(IndexedUnit found, string assemblyPath, IReadOnlyList<string> folders, bool gate)
    {
        var content = File.ReadAllBytes(assemblyPath);
        if (AssemblyFitness.NativeFault(content, assemblyPath) is { } native)
        {
            return found with { Faults = [native] };
        }

        using (var assembly = new PEReader(new MemoryStream(content)))
        {
            if (AssemblyFitness.Fault(assembly, assemblyPath) is { } unfit)
            {
                return found with { Faults = [unfit] };
            }
        }

        try
        {
            using var assemblies = new AssemblySet(new AssemblyModule(assemblyPath, content), folders);
            var reader = new PluginClassReader(assemblies, found.Path);
            var plugins = reader.Read();
            return plugins.Count > 0
                ? found with { Assembly = assemblyPath, Plugins = plugins, Faults = [.. gate ? ContractGate.Faults(assemblies) : [], .. LibraryFaults(folders, assemblyPath)] }
                : found with { Faults = [reader.WhyNone()] };
        }
        catch (FaultException exception)
        {
            return found with { Faults = exception.Faults };
        }
    }

    private static IEnumerable<Fault> LibraryFaults(IReadOnlyList<string> folders, string plugin)
    {
        foreach (var path in PluginLibraries.In(folders, plugin))
        {
            if (PluginLibraries.Open(path) is { } library)
            {
                using var assemblies = new AssemblySet(library, folders);
                foreach (var fault in ContractGate.Faults(assemblies))
                {
                    yield return fault;
                }
            }
        }
    }
}
