using System.Text.Json;
using Omua.Plugins.Sources;
using Omua.Plugins.Trust;

namespace Omua.Plugins.Packages;

/// <summary>What a restore resolved: the files that a run needs, those that are compiled against, the <c>.deps.json</c>, and each package with its hash.</summary>
internal sealed record PackageAssets(
    IReadOnlyList<PackageFile> Files, IReadOnlyList<PackageFile> References, string Dependencies, IReadOnlyList<RestoredPackage> Packages, string PackageRoot)
{
    public static PackageAssets Read(JsonElement found, string lockFile)
    {
        var items = found.GetProperty("Items");
        var published = items.GetProperty("ResolvedFileToPublish").EnumerateArray().ToList();
        return new PackageAssets(
            [.. published.Where(item => Text(item, "NuGetPackageId").Length > 0).Select(item => new PackageFile(Text(item, "NuGetPackageId"), Text(item, "FullPath"), Text(item, "RelativePath")))],
            [.. items.GetProperty("ResolvedCompileFileDefinitions").EnumerateArray().Select(item => new PackageFile(Text(item, "NuGetPackageId"), Text(item, "FullPath"), $"ref/{Path.GetFileName(Text(item, "FullPath"))}"))],
            published.Select(item => Text(item, "FullPath")).Single(path => path.EndsWith($"{RestoreProject.Name}.deps.json", StringComparison.Ordinal)),
            RestoreLock.Read(lockFile),
            found.GetProperty("Properties").GetProperty("NuGetPackageRoot").GetString()!);
    }

    /// <summary>What NuGet lets pass and a plugin must not: another version than anything asked for, and packages without a file for this platform.</summary>
    public IReadOnlyList<Fault> Faults(IReadOnlyList<PackageNeed> needs) => [.. Substituted(needs), .. ForOtherPlatforms(needs), .. WithoutReferences(needs)];

    /// <summary>An answer of the SDK that has assemblies to load and none to compile against is not whole: better said here than as a missing name in the plugin's source.</summary>
    private IEnumerable<Fault> WithoutReferences(IReadOnlyList<PackageNeed> needs) => References.Count > 0
        ? []
        : needs.Where(need => Files.Any(file => file.Package.Equals(need.Id, StringComparison.OrdinalIgnoreCase) && file.Target == Path.GetFileName(file.Target) && file.Target.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)))
            .Select(need => RestoreFaults.At(need, FaultCodes.PluginRestoreFailed, $"the .NET SDK named no assembly of {need} to compile against", "Restore again; if that does not help, see whether the package is meant to be referenced"));

    private IEnumerable<Fault> Substituted(IReadOnlyList<PackageNeed> needs) => Packages
        .Where(package => package.Requested.Count > 0 && !package.Requested.Any(version => PackageVersion.Parse(version) is not { } asked || asked.CompareTo(PackageVersion.Parse(package.Version)) == 0))
        .Select(package => RestoreFaults.At(
            needs.FirstOrDefault(need => need.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase)) ?? needs[0], FaultCodes.PluginPackageConflict,
            $"{package.Id} {string.Join(" and ", package.Requested)} is asked for and not there; {package.Version} would take its place", $"Write #:package {package.Id}@{package.Version} if that one will do"));

    /// <summary>A package that was asked for and brings native files alone, none of them for this platform.</summary>
    private IEnumerable<Fault> ForOtherPlatforms(IReadOnlyList<PackageNeed> needs) =>
        needs.Where(need => !Files.Concat(References).Any(file => file.Package.Equals(need.Id, StringComparison.OrdinalIgnoreCase)))
            .Select(need => (Need: need, Platforms: NativePlatforms(need)))
            .Where(pair => pair.Platforms.Count > 0)
            .Select(pair => RestoreFaults.At(
                pair.Need, FaultCodes.PluginPackageUnfit,
                $"{pair.Need} has native files for {string.Join(", ", pair.Platforms)}, and none for {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}",
                "Use a package that supports this platform"));

    /// <summary>Fills a folder of the cache.</summary>
    public void CopyTo(string folder)
    {
        var manifest = Packages.Select(package => $"P\t{package.Id}\t{package.Version}\t{package.Hash}").ToList();
        var copied = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Files)
        {
            Copy(file, folder);
            copied[file.Source] = file.Target;
        }

        foreach (var reference in References.Where(file => !HostAssemblies.IsProvided(Path.GetFileNameWithoutExtension(file.Source))))
        {
            if (!copied.TryGetValue(reference.Source, out var target))
            {
                Copy(reference, folder);
                target = reference.Target;
            }

            manifest.Add($"R\t{target}");
        }

        var anchor = PackageClosure.AnchorIn(folder);
        File.Copy(Dependencies, Path.ChangeExtension(anchor, ".deps.json"));
        File.WriteAllBytes(anchor, []);
        File.WriteAllLines(Path.Combine(folder, PackageClosure.ManifestName), manifest);
        FolderSeal.Write(folder);
    }

    /// <summary>Puts one file where it goes below a folder.</summary>
    public static void Copy(PackageFile file, string folder)
    {
        var place = Path.GetFullPath(Path.Combine(folder, file.Target));
        if (!place.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new FaultException(new Fault(FaultCodes.PluginArchiveRefused, $"the package {file.Package} wants to write to {file.Target}, outside of its folder", "Do not use it; tell whoever made it"));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Copy(file.Source, place, overwrite: true);
    }

    private List<string> NativePlatforms(PackageNeed need)
    {
        var package = Packages.FirstOrDefault(each => each.Id.Equals(need.Id, StringComparison.OrdinalIgnoreCase));
        var runtimes = Path.Combine(PackageRoot, need.Id.ToLowerInvariant(), package?.Version.ToLowerInvariant() ?? need.Version, "runtimes");
        return Directory.Exists(runtimes)
            ? [.. Directory.EnumerateDirectories(runtimes).Where(platform => Directory.Exists(Path.Combine(platform, "native"))).Select(platform => Path.GetFileName(platform)).Order(StringComparer.Ordinal)]
            : [];
    }

    private static string Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
