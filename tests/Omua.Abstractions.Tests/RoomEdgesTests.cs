using System.Xml.Linq;

namespace Omua.Abstractions.Tests;

/// <summary>Who may reference whom, as <c>docs/architecture.md</c> says it. Read from the project files, so that an edge cannot appear unseen.</summary>
public sealed class RoomEdgesTests
{
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["src/Omua.Abstractions"] = [],
        ["src/Omua.Analytics"] = ["Omua.Abstractions"],
        ["src/Omua.Analyzers"] = [],
        ["src/Omua.Analyzers.CodeFixes"] = ["Omua.Analyzers"],
        ["src/Omua.Cluster"] = ["Omua.Abstractions", "Omua.Engine"],
        ["src/Omua.Extensions.AI"] = ["Omua.Abstractions"],
        ["src/Omua.Llm"] = ["Omua.Abstractions"],
        ["src/Omua.Plugins"] = ["Omua.Abstractions"],
        ["src/Omua.Plugins.Compiler"] = ["Omua.Abstractions", "Omua.Analyzers"],
        ["src/Omua.Engine"] = ["Omua.Abstractions"],
        ["src/Omua.Stores"] = ["Omua.Abstractions"],
        ["src/Omua.Testing"] = ["Omua.Abstractions", "Omua.Analytics"],
        ["src/Omua.Testing.Xunit"] = ["Omua.Testing"],
        ["src/Omua.Cli"] = ["Omua.Abstractions", "Omua.Analytics", "Omua.Cluster", "Omua.Engine", "Omua.Llm", "Omua.Plugins", "Omua.Plugins.Compiler", "Omua.Stores", "Omua.Testing"],
        ["plugins/Omua.Agents"] = ["Omua.Abstractions", "Omua.Analyzers", "Omua.Analytics"],
        ["plugins/Omua.Llm.Anthropic"] = ["Omua.Abstractions", "Omua.Analyzers", "Omua.Extensions.AI"],
        ["plugins/Omua.Llm.Ollama"] = ["Omua.Abstractions", "Omua.Analyzers", "Omua.Extensions.AI"],
        ["plugins/Omua.Llm.OpenAI"] = ["Omua.Abstractions", "Omua.Analyzers", "Omua.Extensions.AI"],
        ["plugins/Omua.Storage.Mongo"] = ["Omua.Abstractions", "Omua.Analyzers"],
        ["plugins/Omua.Storage.Postgres"] = ["Omua.Abstractions", "Omua.Analyzers"],
        ["plugins/Omua.Storage.Sqlite"] = ["Omua.Abstractions", "Omua.Analyzers"],
    };

    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["src/Omua.Abstractions"] = ["Microsoft.Extensions.Logging.Abstractions"],
        ["src/Omua.Analytics"] = ["MathNet.Numerics", "Parquet.Net", "Sylvan.Data.Csv"],
        ["src/Omua.Analyzers"] = ["Microsoft.CodeAnalysis.CSharp"],
        ["src/Omua.Analyzers.CodeFixes"] = ["Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.CSharp.Workspaces"],
        ["src/Omua.Plugins"] = ["YamlDotNet"],
        ["src/Omua.Plugins.Compiler"] = ["Microsoft.CodeAnalysis.CSharp", "Basic.Reference.Assemblies.Net100"],
        ["src/Omua.Engine"] = ["Cronos"],
        ["src/Omua.Cluster"] = ["Microsoft.Orleans.Server", "Microsoft.Orleans.Sdk", "Npgsql"],
        ["src/Omua.Stores"] = [],
        ["src/Omua.Testing"] = [],
        ["src/Omua.Testing.Xunit"] = ["xunit.v3.extensibility.core", "xunit.v3.assert"],
        ["src/Omua.Cli"] = ["System.CommandLine", "Spectre.Console"],
        ["plugins/Omua.Agents"] = [],
        ["src/Omua.Llm"] = ["Polly.Core"],
        ["src/Omua.Extensions.AI"] = ["Microsoft.Extensions.AI.Abstractions"],
        ["plugins/Omua.Llm.Anthropic"] = ["Anthropic", "Microsoft.Extensions.AI.Abstractions"],
        ["plugins/Omua.Llm.Ollama"] = ["OllamaSharp", "Microsoft.Extensions.AI.Abstractions", "Microsoft.Extensions.Logging.Abstractions"],
        ["plugins/Omua.Llm.OpenAI"] = ["OpenAI", "Microsoft.Extensions.AI.OpenAI", "Microsoft.Extensions.Logging.Abstractions"],
        ["plugins/Omua.Storage.Mongo"] = ["MongoDB.Driver"],
        ["plugins/Omua.Storage.Postgres"] = ["Npgsql"],
        ["plugins/Omua.Storage.Sqlite"] = ["Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3"],
    };

    public static TheoryData<string> RoomNames => [.. Rooms.Keys];

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void Room_ProjectReferences_AreOnlyTheAllowedOnes(string room) =>
        Assert.Empty(References(room, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).Except(Rooms[room]));

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void Room_PackageReferences_AreOnlyTheAllowedOnes(string room) =>
        Assert.Empty(References(room, "PackageReference").Except(Packages[room]));

    [Fact]
    public void Rooms_OnDisk_AreAllNamedHere()
    {
        var onDisk = new[] { "src", "plugins" }
            .SelectMany(parent => Directory.EnumerateFiles(Path.Combine(Repository.Root, parent), "*.csproj", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!).Replace('\\', '/'));
        Assert.Equal(Rooms.Keys.Order(StringComparer.Ordinal), onDisk.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void Room_IsDescribed_OnTheArchitecturePage(string room) =>
        Assert.Contains($"`{room}`", File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md")), StringComparison.Ordinal);

    private static IEnumerable<string> References(string room, string element)
    {
        var project = Directory.GetFiles(Path.Combine(Repository.Root, room), "*.csproj").Single();
        var inherited = Path.Combine(Repository.Root, room.Split('/')[0], "Directory.Build.props");
        return new[] { project, inherited }.Where(File.Exists)
            .SelectMany(file => XDocument.Load(file).Descendants(element))
            .Select(reference => (string)reference.Attribute("Include")!);
    }
}
