using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Omua.Plugins.Packages;
using Omua.Plugins.Sources;

namespace Omua.Plugins.Installing;

/// <summary>Makes a plugin folder of a NuGet package: its assembly with all packages that it needs beside it, and a <c>.deps.json</c> that says so.</summary>
internal sealed class PackageStager(PluginHostOptions options)
{
    /// <summary>A package from the person's own sources.</summary>
    /// <returns>What it is, as <c>Name@1.2.3</c>.</returns>
    public async Task<string> StageAsync(string id, string? version, string content, CancellationToken cancellationToken)
    {
        var restorer = new PackageRestorer(options);
        var need = new PackageNeed(id, version ?? "*", Asked(id, version));
        using var restored = await restorer.ResolveAsync([need], null, cancellationToken).ConfigureAwait(false);
        return Fill(restored.Assets, id, content);
    }

    /// <summary>A package file: looked through before NuGet sees it, and unpacked apart, so that no other package of its name and version is taken for it.</summary>
    public async Task<string> StageFileAsync(string file, string content, string work, CancellationToken cancellationToken)
    {
        await ArchiveCheck.RequireAsync(file, cancellationToken).ConfigureAwait(false);
        var (id, version) = Identity(file);
        var feed = Directory.CreateDirectory(Path.Combine(work, "feed")).FullName;
        File.Copy(file, Path.Combine(feed, Path.GetFileName(file)));
        var need = new PackageNeed(id, version, new SourceDirective("package", $"{id}@{version}", file, 1, 1));
        using var restored = await new PackageRestorer(options).ResolveAsync([need], feed, cancellationToken).ConfigureAwait(false);
        return Fill(restored.Assets, id, content);
    }

    private static SourceDirective Asked(string id, string? version) => new("package", version is null ? id : $"{id}@{version}", id, 1, 1);

    private static string Fill(PackageAssets assets, string id, string content)
    {
        var package = assets.Packages.First(each => each.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
        var own = assets.Files.Where(file => file.Package.Equals(id, StringComparison.OrdinalIgnoreCase) && file.Target.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !file.Target.Contains('/', StringComparison.Ordinal)).ToList();
        var main = own.Find(file => Path.GetFileNameWithoutExtension(file.Target).Equals(id, StringComparison.OrdinalIgnoreCase)) ?? (own.Count == 1 ? own[0] : null)
            ?? throw new FaultException(new Fault(
                FaultCodes.PluginNotAddable, $"the package {package.Id} {package.Version} has {(own.Count == 0 ? "no assembly" : "several assemblies and none of its own name")} for this framework, so it is no plugin",
                "Name a package whose assembly is a plugin; a library is used with #:package"));
        var folder = Path.Combine(content, Path.GetFileNameWithoutExtension(main.Target));
        Directory.CreateDirectory(folder);
        foreach (var file in assets.Files.Where(file => !HostAssemblies.IsProvided(Path.GetFileNameWithoutExtension(file.Target))))
        {
            PackageAssets.Copy(file, folder);
        }

        File.WriteAllText(Path.Combine(folder, Path.ChangeExtension(main.Target, ".deps.json")), Dependencies(assets.Dependencies));
        return $"{package.Id}@{package.Version}";
    }

    /// <summary>What was resolved, without the project that asked for it and without what the host provides.</summary>
    private static string Dependencies(string path)
    {
        var document = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        foreach (var libraries in document["targets"]!.AsObject().Select(target => target.Value!.AsObject()).Append(document["libraries"]!.AsObject()))
        {
            foreach (var name in libraries.Select(library => library.Key).Where(name => name.Split('/')[0] is var library && (library == RestoreProject.Name || HostAssemblies.IsProvided(library))).ToList())
            {
                libraries.Remove(name);
            }
        }

        return document.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static (string Id, string Version) Identity(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        var description = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !entry.FullName.Contains('/', StringComparison.Ordinal));
        using var stream = description?.Open();
        var metadata = stream is null ? null : XDocument.Load(stream).Root?.Elements().FirstOrDefault(element => element.Name.LocalName == "metadata");
        var id = Value("id");
        var version = Value("version");
        return id is not null && version is not null && PackageVersion.Parse(version) is not null
            ? (id, version)
            : throw new FaultException(new Fault(FaultCodes.PluginNotAddable, $"{Path.GetFileName(file)} is no NuGet package: it has no description with id and version", "Make it with dotnet pack") { File = file });

        string? Value(string name) => metadata?.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();
    }
}
