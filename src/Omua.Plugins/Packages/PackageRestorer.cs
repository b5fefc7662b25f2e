using System.Text.Json;
using Omua.Plugins.Sources;

namespace Omua.Plugins.Packages;

/// <summary>
/// Fetches a plugin's packages through the SDK and the person's own package sources, and puts everything that a run needs into one folder of the cache.
/// The only part of the host that needs an SDK or a network; it runs when a person adds or restores, never at a start.
/// </summary>
internal sealed class PackageRestorer(PluginHostOptions options)
{
    private static readonly string[] Items = ["ResolvedFileToPublish", "ResolvedCompileFileDefinitions"];

    private readonly DotnetTool _dotnet = new(options.Time);

    /// <summary>The closure of these packages, from the cache where it is there.</summary>
    /// <exception cref="FaultException">They cannot be restored; every fault at once, at the line that asks for the package.</exception>
    public async Task<PackageClosure> RestoreAsync(IReadOnlyList<PackageNeed> needs, CancellationToken cancellationToken)
    {
        if (PackageClosure.Find(options.Cache, needs) is { } there)
        {
            return there;
        }

        using var resolved = await ResolveAsync(needs, null, cancellationToken).ConfigureAwait(false);
        AtomicFile.CreateFolder(PackageClosure.FolderOf(options.Cache, needs), resolved.Assets.CopyTo);
        return PackageClosure.Find(options.Cache, needs)!;
    }

    /// <summary>Lets the SDK restore packages and says what they consist of.</summary>
    /// <param name="needs">The packages.</param>
    /// <param name="feed">A further folder of packages; what is unpacked then stays apart from what NuGet keeps.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<ResolvedPackages> ResolveAsync(IReadOnlyList<PackageNeed> needs, string? feed, CancellationToken cancellationToken)
    {
        var work = Path.Combine(options.Cache, "packages", $".restore-{Guid.NewGuid():N}");
        Directory.CreateDirectory(work);
        try
        {
            var project = RestoreProject.Write(work, needs, options.ProjectDirectory, [.. new[] { options.Feed, feed }.OfType<string>()], isApart: feed is not null);
            var restored = await _dotnet.RunAsync(work, ["restore", project, "--verbosity", "quiet", "-nodeReuse:false", "-tl:off"], cancellationToken).ConfigureAwait(false);
            if (restored.ExitCode != 0)
            {
                throw new FaultException(RestoreFaults.Of(restored, needs, await KnownAsync(options.ProjectDirectory ?? work, cancellationToken).ConfigureAwait(false)));
            }

            var answer = await _dotnet.RunAsync(
                work,
                ["msbuild", project, "-nologo", "-nodeReuse:false", "-tl:off", "-t:GenerateBuildDependencyFile;ComputeResolvedFilesToPublishList", $"-getItem:{string.Join(',', Items)}", "-getProperty:NuGetPackageRoot"],
                cancellationToken).ConfigureAwait(false);
            if (answer.ExitCode != 0)
            {
                throw new FaultException(RestoreFaults.Of(answer, needs, []));
            }

            using var found = JsonDocument.Parse(answer.Output);
            var assets = PackageAssets.Read(found.RootElement, Path.Combine(work, "packages.lock.json"));
            return assets.Faults(needs) is { Count: > 0 } faults ? throw new FaultException(faults) : new ResolvedPackages(assets, work);
        }
        catch
        {
            Directory.Delete(work, recursive: true);
            throw;
        }
    }

    /// <summary>Names that a mistyped one can be compared with, without asking any server: what was used on this machine before, and what ships with the product.</summary>
    private async Task<IEnumerable<string>> KnownAsync(string folder, CancellationToken cancellationToken)
    {
        var answer = await _dotnet.RunAsync(folder, ["nuget", "locals", "global-packages", "--list"], cancellationToken).ConfigureAwait(false);
        var root = answer.Output.Split(": ", 2) is [_, var path] ? path.Trim() : "";
        return new[] { root, options.Feed ?? "" }.Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories).Select(package => Path.GetFileName(package));
    }
}
