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

    [Fact]
    public async Task New_FileBuiltByTheSdk_RestoresOfflineToo()
    {
        (await _work.RunAsync("plugin", "new", "agent", "spend_alarm")).Ends(0);
        Assert.Equal(0, await DotnetAsync("build", Path.Combine(_work.Folder, "plugins", "spend_alarm.cs")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task DotnetNew_Template_WritesTheSame(string kind, string name, string className)
    {
        var hive = Path.Combine(_work.Home, "hive");
        Assert.Equal(0, await DotnetAsync("new", "install", Directory.GetFiles(Feed, "Omua.Templates.*.nupkg").Single(), "--debug:custom-hive", hive));
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
