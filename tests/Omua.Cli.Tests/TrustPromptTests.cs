using System.Diagnostics;

namespace Omua.Cli.Tests;

/// <summary>The question at a terminal whether a folder's plugins may run: asked through a real pseudo-terminal, which <c>script</c> of util-linux makes.</summary>
public sealed class TrustPromptTests : IDisposable
{
    private const string Agent = """
        public sealed class NodAgent : AgentPlugin
        {
            public override string Name => "nod_agent";
            public override string Version => "1.0.0";
            public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<TaskSpec>>([]);
            public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) => Task.FromResult(TaskResult.Completed(task, []));
        }
        """;

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Ask_Yes_TrustsTheFolderAndRecordsWhatIsThere()
    {
        _work.Write("plugins/nod_agent.cs", Agent);
        _work.Write("plugins/ledger/ledger.cs", "public static class Ledger { }");

        var screen = await AtATerminalAsync("y", "workflow", "list");

        Assert.Contains($"{Path.Combine(_work.Folder, "plugins")} is not trusted", screen, StringComparison.Ordinal);
        Assert.Contains("ledger/, nod_agent.cs", screen, StringComparison.Ordinal);
        Assert.Contains("may run as you, now and later", screen, StringComparison.Ordinal);
        Assert.Contains("omua.lock", screen, StringComparison.Ordinal);
        Assert.Contains("plugins/nod_agent.cs", File.ReadAllText(Path.Combine(_work.Folder, "omua.lock")), StringComparison.Ordinal);
        Assert.Equal("available", await StateAsync("--locked"));
    }

    [Theory]
    [InlineData("n")]
    [InlineData("")]
    [InlineData("yep")]
    public async Task Ask_AnythingButYes_TrustsAndRecordsNothing(string answer)
    {
        _work.Write("plugins/nod_agent.cs", Agent);

        var screen = await AtATerminalAsync(answer, "workflow", "list");

        Assert.Contains("not trusted: none of them runs", screen, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_work.Folder, "omua.lock")));
        Assert.Equal("untrusted", await StateAsync());
    }

    [Fact]
    public async Task Ask_FolderWithoutCodeOfPlugins_IsNotAskedAbout()
    {
        _work.Write("plugins/README.md", "# Plugins");
        _work.Write("plugins/web/web.csproj", "<Project />");

        Assert.DoesNotContain("[y/N]", await AtATerminalAsync("y", "workflow", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trust_GivenAndTakenBack_IsUntrustedAgain()
    {
        _work.Write("plugins/nod_agent.cs", Agent);
        (await _work.RunAsync("plugin", "trust")).Ends(0);
        Assert.Equal("available", await StateAsync());
        Assert.True((bool)(await _work.RunAsync("plugin", "trust", "--revoke", "--json")).Ends(0).Json["changed"]!);

        Assert.Equal("untrusted", await StateAsync());
        Assert.False((bool)(await _work.RunAsync("plugin", "trust", "--revoke", "--json")).Ends(0).Json["changed"]!);
    }

    private async Task<string> StateAsync(params string[] more) =>
        (string)(await _work.RunAsync(["plugin", "list", "--json", .. more])).Ends(0).Json.AsArray().Single(entry => (string)entry!["name"]! == "nod_agent")!["state"]!;

    /// <summary>What a person would see who types an answer.</summary>
    private async Task<string> AtATerminalAsync(string answer, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script") && OperatingSystem.IsLinux(), "there is no script of util-linux");
        var start = new ProcessStartInfo("/usr/bin/script", ["--quiet", "--return", "--command", $"{Workplace.Omua} {string.Join(' ', arguments)}", "/dev/null"])
        {
            WorkingDirectory = _work.Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["OMUA_HOME"] = _work.Home;
        start.Environment["TERM"] = "xterm";
        using var process = Process.Start(start)!;
        var screen = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteLineAsync(answer);
        await process.StandardInput.FlushAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(limit.Token);
        process.StandardInput.Close();
        TestContext.Current.TestOutputHelper?.WriteLine(await screen);
        return await screen;
    }
}
