using System.Diagnostics;

namespace Omua.Cli.Tests;

/// <summary><c>plugin new</c> and the templates of <c>dotnet new</c>: what they write loads, is free of advice, and builds offline from the install's own packages.</summary>
public sealed class PluginNewVerbTests : IDisposable
{
    private static readonly string Feed = Path.Combine(Repository.Root, "artifacts", "omua", "feed");
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    public static TheoryData<string, string, string> Kinds => new()
    {
        { "agent", "spend_alarm", "SpendAlarm" }, { "llm", "my_gateway", "MyGateway" }, { "storage", "ledger", "Ledger" },
    };

    public static TheoryData<string> Samples => [.. Directory.GetFiles(Path.Combine(Repository.Root, "samples", "plugins"), "*.cs").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task New_File_IsAvailableAtOnceAndFreeOfAdvice(string kind, string name, string className)
    {
        (await _work.RunAsync("plugin", "new", kind, className)).Ends(0);
        var entry = (await _work.RunAsync("plugin", "list", "--trust", "--json")).Ends(0).Json.AsArray().Single(each => (string)each!["name"]! == name)!;
        Assert.Equal(("available", className), ((string)entry["state"]!, (string)entry["class"]!));
        Assert.Empty(entry["warnings"]!.AsArray());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task New_File_KeepsTheContractOfItsType(string kind, string name, string className)
    {
        (await _work.RunAsync("plugin", "new", kind, className)).Ends(0);
        (await _work.RunAsync("plugin", "test", name, "--trust")).Ends(0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task New_Project_BuildsOfflineAndLoads(string kind, string name, string className)
    {
        (await _work.RunAsync("plugin", "new", kind, name, "--project")).Ends(0);
        var output = Path.Combine(_work.Home, "plugins", className);
        Assert.Equal(0, await DotnetAsync("build", Path.Combine(_work.Folder, name), "-c", "Release", "-o", output, "-warnaserror"));
        var entry = (await _work.RunAsync("plugin", "list", "--json")).Ends(0).Json.AsArray().Single(each => (string)each!["name"]! == name)!;
        Assert.Equal(("available", className), ((string)entry["state"]!, (string)entry["class"]!));
    }

    /// <summary>The samples are files that editors and the SDK understand as they are: file-based programs, with the packages of the install.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_BuiltByTheSdkAlone_RestoresOfflineAndBuilds(string sample)
    {
        (await _work.RunAsync("plugin", "new", "agent", "spend_alarm")).Ends(0);
        var file = Path.Combine(_work.Folder, "plugins", sample);
        File.Copy(Path.Combine(Repository.Root, "samples", "plugins", sample), file);
        Assert.Equal(0, await DotnetAsync("build", file));
    }

    [Fact]
    public async Task New_ProjectWithTheOtherPackagesOfTheFeed_BuildsOffline()
    {
        (await _work.RunAsync("plugin", "new", "llm", "my_gateway", "--project")).Ends(0);
        var project = Path.Combine(_work.Folder, "my_gateway", "MyGateway.csproj");
        var references = string.Concat(new[] { "Omua.Extensions.AI", "Omua.Testing.Xunit", "Omua.Analytics" }.Select(package => $"<PackageReference Include=\"{package}\" Version=\"1.0.0\" />"));
        await File.WriteAllTextAsync(project, (await File.ReadAllTextAsync(project)).Replace("</ItemGroup>", references + "</ItemGroup>", StringComparison.Ordinal));
        _work.Write("my_gateway/Bridge.cs", "public abstract class Bridge : Omua.Extensions.AI.ChatClientBackend<Bridge> { }\npublic abstract class Kit : Omua.Testing.LlmBackendConformance { }");
        Assert.Equal(0, await DotnetAsync("build", project));
    }

    [Fact]
    public async Task Restore_SingleFileWithAPackageOfTheFeed_NeedsNoOtherSource()
    {
        _work.Write("NuGet.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        _work.Write(Path.Combine(_work.Home, "plugins", "echo.cs"), """
            #:package Omua.Extensions.AI@1.0.0
            using Microsoft.Extensions.AI;
            using Omua.Extensions.AI;
            public sealed record EchoOptions;
            public sealed class Echo : ChatClientBackend<EchoOptions>
            {
                public override string Name => "echo";
                public override string Version => "1.0.0";
                protected override IChatClient CreateClient(HttpClient http) => throw new NotSupportedException();
                protected override Task<IReadOnlyCollection<string>> ListModelsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyCollection<string>>([]);
            }
            """);
        (await _work.RunAsync("plugin", "restore")).Ends(0);
        var entry = (await _work.RunAsync("plugin", "list", "--json")).Ends(0).Json.AsArray().Single(each => (string)each!["name"]! == "echo")!;
        Assert.Equal(("available", "llm_backend"), ((string)entry["state"]!, (string)entry["type"]!));
    }

    [Fact]
    public void Feed_UnpackedPackages_HoldOneFrameworkAndTheWholePackage()
    {
        Assert.All(Directory.GetDirectories(Feed).SelectMany(Directory.GetDirectories), package =>
        {
            Assert.Single(Directory.GetFiles(package, "*.nupkg"));
            Assert.True(Directory.GetDirectories(Path.Combine(package, "lib")).Length == 1, package);
        });
        Assert.Equal(
            ["omua.abstractions", "omua.analytics", "omua.extensions.ai", "omua.testing", "omua.testing.xunit"],
            Directory.GetDirectories(Feed, "omua.*").Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task DotnetNew_Template_WritesTheSame(string kind, string name, string className)
    {
        var hive = Path.Combine(_work.Home, "hive");
        Assert.Equal(0, await DotnetAsync("new", "install", Directory.GetFiles(Path.Combine(Feed, "..", "templates"), "Omua.Templates.*.nupkg").Single(), "--debug:custom-hive", hive));
        Assert.Equal(0, await DotnetAsync("new", $"omua-{kind}", "-n", className, "--feed", Feed, "-o", Path.Combine(_work.Folder, "theirs"), "--debug:custom-hive", hive));
        (await _work.RunAsync("plugin", "new", kind, name, "--project", "--out", "ours")).Ends(0);
        Assert.Equal(Texts("ours"), Texts("theirs"));
    }

    [Fact]
    public async Task New_FileThatIsThere_IsNotReplaced()
    {
        (await _work.RunAsync("plugin", "new", "agent", "spend_alarm")).Ends(0);
        Assert.Contains("OMUA905", (await _work.RunAsync("plugin", "new", "agent", "spend_alarm")).Ends(1).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agent", "run")]
    [InlineData("agent", "2_agents")]
    [InlineData("agent", "money")]
    [InlineData("tool", "spend_alarm")]
    public async Task New_NameOrTypeThatCannotBe_IsRefused(string kind, string name) => (await _work.RunAsync("plugin", "new", kind, name)).Ends(2);

    private Dictionary<string, string> Texts(string folder) =>
        Directory.EnumerateFiles(Path.Combine(_work.Folder, folder)).ToDictionary(file => Path.GetFileName(file), file => File.ReadAllText(file).TrimEnd());

    /// <summary>The SDK with nothing in its package cache and no way to a network.</summary>
    private async Task<int> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _work.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_work.Home, "packages");
        start.Environment["HTTP_PROXY"] = start.Environment["HTTPS_PROXY"] = "http://127.0.0.1:9";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(limit.Token);
        TestContext.Current.TestOutputHelper?.WriteLine(await output + await errors);
        return process.ExitCode;
    }
}
