using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Omua.Plugins.Sources;

namespace Omua.Plugins.Packages;

/// <summary>
/// The packages of a plugin with all that they need themselves, restored into one folder of the cache: assemblies and native files for this platform beside
/// a <c>.deps.json</c>, and what is compiled against. Reading it needs no SDK, no NuGet and no network.
/// </summary>
internal sealed record PackageClosure(string Folder, IReadOnlyList<string> References, IReadOnlyList<RestoredPackage> Packages)
{
    public const string ManifestName = "closure.txt";

    /// <summary>The path that a dependency resolver is given: its <c>.deps.json</c> and the files beside it are the packages'.</summary>
    public string Anchor => AnchorIn(Folder);

    /// <summary>Stands for the content: which packages in which version with which hash.</summary>
    public string Identity => string.Join(';', Packages.Select(package => $"{package.Id}@{package.Version}={package.Hash}"));

    public static string AnchorIn(string folder) => Path.Combine(folder, "packages.dll");

    /// <summary>Where the closure of these packages is kept, whether it is there or not.</summary>
    public static string FolderOf(string cache, IReadOnlyList<PackageNeed> needs)
    {
        var wanted = $"{RuntimeInformation.RuntimeIdentifier}\nnet10.0\n{string.Join('\n', needs.Select(need => need.ToString().ToLowerInvariant()))}";
        return Path.Combine(cache, "packages", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted))));
    }

    /// <summary>The restored closure; null where it has not been restored.</summary>
    public static PackageClosure? Find(string cache, IReadOnlyList<PackageNeed> needs)
    {
        var folder = FolderOf(cache, needs);
        var manifest = Path.Combine(folder, ManifestName);
        if (!File.Exists(manifest))
        {
            return null;
        }

        var lines = File.ReadAllLines(manifest).Select(line => line.Split('\t')).ToList();
        return new PackageClosure(
            folder,
            [.. lines.Where(line => line is ["R", _]).Select(line => Path.Combine(folder, line[1]))],
            [.. lines.Where(line => line is ["P", _, _, _]).Select(line => new RestoredPackage(line[1], line[2], line[3]))]);
    }
}
