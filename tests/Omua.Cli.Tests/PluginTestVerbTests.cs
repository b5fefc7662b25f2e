using System.Text.Json.Nodes;

namespace Omua.Cli.Tests;

/// <summary><c>plugin test</c> over plugins that keep their contract and plugins that do not.</summary>
public sealed class PluginTestVerbTests : IDisposable
{
    private const string Restless = """
        public sealed class RestlessAgent : AgentPlugin
        {
            private int _calls;
            public override string Name => "restless_agent";
            public override string Version => "1.0.0";
            public override string Description => "Plans something else each time.";
            public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
                Task.FromResult<IReadOnlyList<TaskSpec>>([new() { Id = $"restless_agent.{++_calls}", Name = "Rest", AgentType = Name }]);
            public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) =>
                Task.FromResult(TaskResult.Completed(task, []));
        }
        """;

    private static readonly string Samples = Path.Combine(Repository.Root, "samples", "plugins");

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Test_SampleAgentByFile_KeepsItsContract()
    {
        var answer = (await _work.RunAsync("plugin", "test", Path.Combine(Samples, "my_custom_agent.cs"), "--json")).Ends(0);
        Assert.True((bool)answer.Json["kept"]!);
        Assert.Equal("agent", (string)answer.Json["type"]!);
        Assert.Equal(0, (int)answer.Json["failed"]!);
        Assert.InRange((int)answer.Json["passed"]!, 30, 200);
        Assert.Contains(answer.Json["checks"]!.AsArray(), check => (string)check!["name"]! == "agent.plan: is the same twice");
        Assert.False(Directory.Exists(Path.Combine(_work.Home, "data")), "a test left something in the person's home");
    }

    [Fact]
    public async Task Test_BrokenAgentByName_FailsAndSaysWhichPromise()
    {
        _work.Write(Path.Combine(_work.Home, "plugins", "restless_agent.cs"), Restless);
        var answer = (await _work.RunAsync("plugin", "test", "RestlessAgent", "--only", "agent.plan")).Ends(1);
        Assert.Contains("failed: agent.plan: is the same twice", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("restless_agent:", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_ShippedStore_KeepsWhatIsAsked()
    {
        var answer = (await _work.RunAsync("plugin", "test", "sqlite", "--only", "journal.fence", "--json")).Ends(0);
        Assert.Equal(["journal.fence"], answer.Json["checks"]!.AsArray().Select(check => (string)check!["group"]!).Distinct());
        Assert.Equal(0, (int)answer.Json["failed"]!);
    }

    [Fact]
    public async Task Test_ConfiguredStore_TakesItsSection()
    {
        _work.Write("omua.yaml", "plugins:\n  sqlite:\n    busy_timeout: 1h\n");
        var answer = (await _work.RunAsync("plugin", "test", "sqlite", "--only", "gives its three parts")).Ends(1);
        Assert.Contains("busy_timeout", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_UnknownName_SuggestsTheNearest() =>
        Assert.Contains("did you mean 'sqlite'", (await _work.RunAsync("plugin", "test", "sqlit")).Ends(1).Errors, StringComparison.Ordinal);

    [Fact]
    public async Task Test_NoSuchCheck_SaysSo() =>
        Assert.Contains("OMUA170", (await _work.RunAsync("plugin", "test", "sqlite", "--only", "nothing like it")).Ends(1).Errors, StringComparison.Ordinal);

    [Fact]
    public async Task Test_FolderOfSeveral_AsksForOne()
    {
        foreach (var sample in new[] { "my_custom_agent.cs", "email_marketing_agent.cs" })
        {
            _work.Write($"several/{sample}", await File.ReadAllTextAsync(Path.Combine(Samples, sample)));
        }

        Assert.Contains("OMUA171", (await _work.RunAsync("plugin", "test", "several")).Ends(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_FileWithoutPlugin_SaysWhatIsWrong()
    {
        var file = _work.Write("nothing.cs", "public sealed class Nothing { }");
        JsonNode error = (await _work.RunAsync("plugin", "test", file, "--json")).Ends(1).Json["error"]!;
        Assert.Equal("OMUA103", (string)error["code"]!);
    }
}
