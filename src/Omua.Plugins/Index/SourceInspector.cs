using System.Security.Cryptography;
using System.Text;
using Omua.Plugins.Discovery;
using Omua.Plugins.Packages;
using Omua.Plugins.Sources;

namespace Omua.Plugins.Index;

/// <summary>Looks at a plugin in source form: reads it, finds its packages in the cache, and compiles what the cache does not have yet.</summary>
internal sealed class SourceInspector(PluginHostOptions options)
{
    private readonly Lazy<string> _identity = new(() => HostStamp.Identity(options.Compiler));

    public IndexedUnit Inspect(PluginUnit unit, CancellationToken cancellationToken)
    {
        var sources = SourceReader.Read(unit);
        var found = new IndexedUnit(unit.Path, unit.Stat, "", null, [], [])
        {
            Kind = unit.Kind, Included = [.. sources.Included.Select(path => new IndexedPart(path, FileStat.Of(path)))],
        };
        if (sources.Faults.Count > 0)
        {
            return found with { Faults = sources.Faults };
        }

        var closure = sources.Packages.Count == 0 ? null : PackageClosure.Find(options.Cache, sources.Packages);
        if (closure is null && sources.Packages.Count > 0)
        {
            return found with { Faults = [.. sources.Packages.Select(NotRestored)] };
        }

        var name = $"plugin_{unit.FileName}";
        var hash = Hash(name, sources, closure);
        found = found with { Hash = hash, Dependencies = closure?.Anchor };
        var folder = Path.Combine(options.Cache, hash);
        var assembly = Path.Combine(folder, "plugin.dll");
        if (!File.Exists(assembly) && Compile(unit, name, sources, closure, folder, cancellationToken) is { Count: > 0 } faults)
        {
            return found with { Faults = faults };
        }

        return AssemblyInspector.Classes(found, assembly, gate: false);
    }

    private IReadOnlyList<Fault> Compile(PluginUnit unit, string name, SourceSet sources, PackageClosure? closure, string folder, CancellationToken cancellationToken)
    {
        if (options.Compiler is null)
        {
            return
            [
                new Fault(FaultCodes.PluginCompilerMissing, $"{unit.Path} has to be compiled and this host has no compiler", "Start it with omua, or build the plugin as a folder") { File = unit.Path },
            ];
        }

        var compiled = options.Compiler.Compile(
            new SourceProgram
            {
                AssemblyName = name, Files = sources.Files, References = [.. HostAssemblies.References, .. closure?.References ?? []], Settings = sources.Settings,
            },
            cancellationToken);
        if (compiled.Assembly is null)
        {
            return compiled.Faults;
        }

        AtomicFile.CreateFolder(folder, target =>
        {
            File.WriteAllBytes(Path.Combine(target, "plugin.pdb"), compiled.Symbols ?? []);
            File.WriteAllBytes(Path.Combine(target, "plugin.dll"), compiled.Assembly);
        });
        return [];
    }

    /// <summary>All that decides what comes out: the sources under their names, the packages, the compiler and what it refers to.</summary>
    private string Hash(string name, SourceSet sources, PackageClosure? closure)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in sources.Files.SelectMany(file => new[] { file.Name, file.Text }).Concat([name, closure?.Identity ?? "", _identity.Value]))
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(part)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Fault NotRestored(PackageNeed need) => need.From.Fault(
        FaultCodes.PluginPackageMissing, $"the package {need} is not restored", "omua plugin restore (needs the .NET SDK and your package sources once; a run never does)");
}
