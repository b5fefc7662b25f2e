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

    public async Task<IndexedUnit> InspectAsync(PluginUnit unit, CancellationToken cancellationToken)
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
        if (!File.Exists(assembly) && await CompileAsync(unit, name, sources, closure, folder, cancellationToken).ConfigureAwait(false) is { Count: > 0 } faults)
        {
            return found with { Faults = faults };
        }

        return AssemblyInspector.Classes(found with { Warnings = CompiledFolder.Warnings(folder, sources.Files) }, assembly, closure is null ? [] : [closure.Folder], gate: false);
    }

    private async Task<IReadOnlyList<Fault>> CompileAsync(PluginUnit unit, string name, SourceSet sources, PackageClosure? closure, string folder, CancellationToken cancellationToken)
    {
        if (options.Compiler is null)
        {
            return
            [
                new Fault(FaultCodes.PluginCompilerMissing, $"{unit.Path} has to be compiled and this host has no compiler", "Start it with omua, or build the plugin as a folder") { File = unit.Path },
            ];
        }

        var compiled = await options.Compiler.CompileAsync(
            new SourceProgram
            {
                AssemblyName = name, Files = sources.Files, References = [.. HostAssemblies.References, .. closure?.References ?? []], Settings = sources.Settings,
            },
            cancellationToken).ConfigureAwait(false);
        if (compiled.Assembly is null)
        {
            return compiled.Faults;
        }

        CompiledFolder.Write(folder, compiled, sources.Files);
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
