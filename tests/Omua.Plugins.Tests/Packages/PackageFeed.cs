using System.IO.Compression;

namespace Omua.Plugins.Tests.Packages;

/// <summary>A folder of packages and a <c>NuGet.config</c> that knows no other source, so that restoring in a test needs no network and leaves no trace.</summary>
internal sealed class PackageFeed
{
    private readonly string _folder;

    public PackageFeed(PluginGround ground)
    {
        _folder = Directory.CreateDirectory(Path.Combine(ground.Root, "packages")).FullName;
        File.WriteAllText(Path.Combine(ground.Root, "project", "NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(ground.Root, "unpacked")}" /></config>
              <packageSources><clear /><add key="test" value="{_folder}" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>Everything is gone, as on another machine or without a network.</summary>
    public void Close()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(Path.Combine(Path.GetDirectoryName(_folder)!, "unpacked"), recursive: true);
    }

    /// <summary>A package with one assembly.</summary>
    public async Task AddLibraryAsync(string id, string version, string source, string framework = "net10.0", params string[] dependencies) =>
        Add(id, version, dependencies, "", ($"lib/{framework}/{id}.dll", await BuiltAssembly.OfAsync(id, source)));

    public void Add(string id, string version, string[] dependencies, string metadata, params (string Path, byte[] Content)[] files) =>
        Write(Path.Combine(_folder, $"{id}.{version}.nupkg"), id, version, dependencies, metadata, files);

    public static void Write(string path, string id, string version, string[] dependencies, string metadata, params (string Path, byte[] Content)[] files)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        var needs = string.Concat(dependencies.Select(dependency => $"<dependency id=\"{dependency.Split('@')[0]}\" version=\"{dependency.Split('@')[1]}\" />"));
        Put($"{id}.nuspec", System.Text.Encoding.UTF8.GetBytes($"""
            <package><metadata>
              <id>{id}</id><version>{version}</version><authors>test</authors><description>For a test.</description>{metadata}
              <dependencies><group targetFramework="net10.0">{needs}</group></dependencies>
            </metadata></package>
            """));
        foreach (var (name, content) in files)
        {
            Put(name, content);
        }

        void Put(string name, byte[] content)
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }
    }
}
