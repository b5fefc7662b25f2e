using System.Text.Json.Nodes;

namespace Omua.Cli.Tests;

/// <summary><c>doctor</c>, section by section: what is wrong is found, ranked, and comes with the command that leads on.</summary>
public sealed class DoctorVerbTests : IDisposable
{
    private const string Good = """
        public sealed class NodAgent : AgentPlugin
        {
            public override string Name => "nod_agent";
            public override string Version => "1.2.3";
            public override string Description => "Nods.";
            public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<TaskSpec>>([]);
            public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) => Task.FromResult(TaskResult.Completed(task, []));
        }
        """;

    private const string Model = """
        public sealed class Parrot(bool isThere = true) : LlmBackendPlugin
        {
            public override string Name => "parrot";
            public override string Version => "1.0.0";
            public override string Description => "Says it again.";
            public override bool IsAvailable => isThere;
            public override Task<LlmResponse> ChatAsync(IReadOnlyList<LlmMessage> messages, LlmOptions? options = null, CancellationToken cancellationToken = default) =>
                Task.FromResult(new LlmResponse("again", new LlmUsage(1, 1), "parrot", LlmFinishReason.Stop));
            public override Task<LlmConnection> ValidateConnectionAsync(CancellationToken cancellationToken = default) => Task.FromResult(LlmConnection.Ok);
        }
        """;

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Disk_HomeThatCannotBeWritten_IsTheFirstThingSaid()
    {
        var file = _work.Write("no-folder", "");
        var finding = (await FindAsync(new() { ["OMUA_HOME"] = Path.Combine(file, "home") }))[0];
        Assert.Equal(("OMUA903", "error", "disk", "export OMUA_HOME=DIR"), (Text(finding, "code"), Text(finding, "severity"), Text(finding, "section"), Text(finding, "command")));
    }

    [Fact]
    public async Task Configuration_WrongKeys_ComeBeforePlugins()
    {
        var file = _work.Write(Path.Combine(_work.Home, "plugins", "broken file.cs"), "not C#");
        _work.Write("omua.yaml", "storge:\n  backend: sqlite\n");
        var findings = await FindAsync([]);
        Assert.Equal(["configuration", "plugins"], findings.Where(finding => Text(finding, "severity") == "error").Select(finding => Text(finding, "section")).Distinct());
        Assert.Equal("omua config validate", Text(findings[0], "command"));
        Assert.Equal($"omua plugin watch '{file}'", Text(findings.First(finding => Text(finding, "code") == "OMUA101"), "command"));
    }

    [Fact]
    public async Task Plugins_UntrustedFolderAndTwins_HaveTheirCommands()
    {
        _work.Write("plugins/nod_agent.cs", Good);
        var untrusted = Assert.Single(await FindAsync([]));
        Assert.Equal(("warning", $"omua plugin trust {Path.Combine(_work.Folder, "plugins")}"), (Text(untrusted, "severity"), Text(untrusted, "command")));

        _work.Write(Path.Combine(_work.Home, "plugins", "nod_agent.cs"), Good);
        var twin = (await FindAsync([])).Single(finding => Text(finding, "code") == "OMUA104");
        Assert.Equal($"omua plugin remove {Path.Combine(_work.Folder, "plugins", "nod_agent.cs")}", Text(twin, "command"));
    }

    [Fact]
    public async Task Plugins_ChangedSinceTheyWereRecorded_AreAWarning()
    {
        _work.Write("plugins/nod_agent.cs", Good);
        (await _work.RunAsync("plugin", "trust")).Ends(0);
        Assert.Empty(await FindAsync([]));

        _work.Write("plugins/nod_agent.cs", Good + "\n// changed");

        var finding = Assert.Single(await FindAsync([]));
        Assert.Equal(("OMUA130", "warning", "plugins", "omua plugin restore"), (Text(finding, "code"), Text(finding, "severity"), Text(finding, "section"), Text(finding, "command")));
    }

    [Fact]
    public async Task Store_ThatIsNone_IsAnError()
    {
        _work.Write("omua.yaml", "storage:\n  backend: sqlit\n");
        Assert.Contains(await FindAsync([]), finding => (Text(finding, "severity"), Text(finding, "section")) == ("error", "store"));
    }

    [Fact]
    public async Task Models_UnknownBroken_AndSilent_AreToldApart()
    {
        _work.Write(Path.Combine(_work.Home, "plugins", "parrot.cs"), Model);
        _work.Write("omua.yaml", "plugins:\n  parrot: {}\n");
        Assert.Empty(await FindAsync([]));

        _work.Write("omua.yaml", "plugins:\n  parrot:\n    is_there: false\n");
        var silent = Assert.Single(await FindAsync([]));
        Assert.Equal(("OMUA605", "warning", "models", "omua llm test parrot"), (Text(silent, "code"), Text(silent, "severity"), Text(silent, "section"), Text(silent, "command")));

        _work.Write("omua.yaml", "llm:\n  order: [parot]\n");
        var unknown = (await FindAsync([])).Single(finding => Text(finding, "section") == "models");
        Assert.Equal(("OMUA604", "error", "omua llm list"), (Text(unknown, "code"), Text(unknown, "severity"), Text(unknown, "command")));

        _work.Write("omua.yaml", "plugins:\n  parrot:\n    is_there: perhaps\n");
        Assert.Contains(await FindAsync([]), finding => (Text(finding, "code"), Text(finding, "section")) == ("OMUA110", "models"));
    }

    [Fact]
    public async Task Text_ShowsTheCommandWhereTheFixDoesNotAlready()
    {
        var file = _work.Write(Path.Combine(_work.Home, "plugins", "broken.cs"), "not C#");
        var answer = (await _work.RunAsync("doctor")).Ends(1);
        Assert.Contains($"    run: omua plugin watch {file}", answer.Output, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<JsonNode>> FindAsync(Dictionary<string, string> environment) =>
        [.. (await _work.RunWithAsync(environment, "doctor", "--json")).Json["findings"]!.AsArray().Select(finding => finding!)];

    private static string? Text(JsonNode finding, string name) => (string?)finding[name];
}
