using System.Text.Json.Nodes;

namespace Omua.Cli.Tests;

/// <summary><c>plugin</c>, <c>doctor</c> and <c>status</c> over good and bad plugins.</summary>
public sealed class PluginVerbsTests : IDisposable
{
    private const string Good = """
        public sealed class NodAgent : AgentPlugin
        {
            public override string Name => "nod_agent";
            public override string Version => "1.2.3";
            public override string Description => "Nods.";
            public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
                Task.FromResult<IReadOnlyList<TaskSpec>>([]);
            public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) =>
                Task.FromResult(TaskResult.Completed(task, []));
        }
        """;

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task List_SourceWithAdvice_WarnsWithThePlace()
    {
        var file = _work.Write(
            Path.Combine(_work.Home, "plugins", "nod_agent.cs"),
            Good.Replace("Description => \"Nods.\";", "Description => \"Nods.\" + Environment.ProcessId;", StringComparison.Ordinal));
        var warning = Assert.Single(Find((await _work.RunAsync("plugin", "list", "--json")).Ends(0), "nod_agent")["warnings"]!.AsArray())!;
        Assert.Equal(("OMUA006", $"{file}:5:43"), ((string)warning["code"]!, (string)warning["place"]!));
        Assert.Contains("warning OMUA006: ", (await _work.RunAsync("plugin", "info", "nod_agent")).Ends(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_GoodAndBrokenFile_ShowsBothAndSucceeds()
    {
        _work.Write(Path.Combine(_work.Home, "plugins", "nod_agent.cs"), Good);
        _work.Write(Path.Combine(_work.Home, "plugins", "broken.cs"), "public sealed class Broken : AgentPlugin\n{\n    this is not C#\n}\n");
        var answer = (await _work.RunAsync("plugin", "list", "--json")).Ends(0);
        var good = Find(answer, "nod_agent");
        Assert.Equal("available", (string)good["state"]!);
        Assert.Equal("NodAgent", (string)good["class"]!);
        Assert.Equal("agent", (string)good["type"]!);
        Assert.Equal("1.2.3", (string)good["version"]!);
        Assert.Equal("user", (string)good["source"]!);
        var bad = Find(answer, "broken");
        Assert.Equal("faulted", (string)bad["state"]!);
        Assert.Equal("OMUA101", (string)bad["code"]!);
        Assert.Equal(3, (int)bad["line"]!);
        Assert.NotEmpty((string)bad["fix"]!);
    }

    [Fact]
    public async Task List_WhatShips_IsAvailableFromTheInstallFolder()
    {
        var answer = (await _work.RunAsync("plugin", "list", "--json")).Ends(0);
        var store = Find(answer, "sqlite");
        Assert.Equal("available", (string)store["state"]!);
        Assert.Equal("install", (string)store["source"]!);
        Assert.Contains(answer.Json.AsArray(), entry => (string?)entry!["type"] == "agent");
    }

    [Fact]
    public async Task List_ProjectFolder_IsUntrustedUntilAPersonTrustsIt()
    {
        _work.Write("plugins/nod_agent.cs", Good);
        Assert.Equal("untrusted", (string)Find(await _work.RunAsync("plugin", "list", "--json"), "nod_agent")["state"]!);
        Assert.Equal("available", (string)Find(await _work.RunAsync("plugin", "list", "--json", "--trust"), "nod_agent")["state"]!);
        (await _work.RunAsync("plugin", "trust")).Ends(0);
        var trusted = Find(await _work.RunAsync("plugin", "list", "--json"), "nod_agent");
        Assert.Equal("available", (string)trusted["state"]!);
        Assert.Equal("project", (string)trusted["source"]!);
    }

    [Fact]
    public async Task Info_ByClassName_ShowsThePluginAndItsConfiguredKeys()
    {
        _work.Write(Path.Combine(_work.Home, "plugins", "nod_agent.cs"), Good);
        _work.Write("omua.yaml", "plugins:\n  nod_agent:\n    depth: 3\n");
        var answer = (await _work.RunAsync("plugin", "info", "NodAgent", "--json")).Ends(0);
        Assert.Equal("nod_agent", (string)answer.Json["name"]!);
        Assert.Equal(["depth"], answer.Json["configured_keys"]!.AsArray().Select(key => (string)key!));
    }

    [Fact]
    public async Task Info_UnknownName_SuggestsTheNearest()
    {
        _work.Write(Path.Combine(_work.Home, "plugins", "nod_agent.cs"), Good);
        var answer = (await _work.RunAsync("plugin", "info", "nod_agnet")).Ends(1);
        Assert.Contains("did you mean 'nod_agent'", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trust_MissingFolder_Fails() =>
        Assert.Contains("OMUA118", (await _work.RunAsync("plugin", "trust", "nowhere")).Ends(1).Errors, StringComparison.Ordinal);

    [Fact]
    public async Task AddAndRemove_File_IsListedInBetweenAndRecorded()
    {
        var source = _work.Write("nod_agent.cs", Good);
        var added = (await _work.RunAsync("plugin", "add", source, "--json")).Ends(0);
        Assert.Equal(["nod_agent"], added.Json["added"]!.AsArray().Select(name => (string)name!));
        Assert.Equal("available", (string)Find(await _work.RunAsync("plugin", "list", "--json", "--locked"), "nod_agent")["state"]!);
        _work.Write(Path.Combine(_work.Home, "plugins", "nod_agent.cs"), Good.Replace("Nods.", "Shakes.", StringComparison.Ordinal));
        var changed = Find(await _work.RunAsync("plugin", "list", "--json", "--locked"), "nod_agent");
        Assert.Equal(("faulted", "OMUA130"), ((string)changed["state"]!, (string)changed["code"]!));
        Assert.Contains("OMUA134", (await _work.RunAsync("plugin", "add", source)).Ends(1).Errors, StringComparison.Ordinal);
        (await _work.RunAsync("plugin", "remove", "nod_agent")).Ends(0);
        Assert.DoesNotContain((await _work.RunAsync("plugin", "list", "--json")).Json.AsArray(), entry => (string)entry!["name"]! == "nod_agent");
        Assert.Contains("OMUA115", (await _work.RunAsync("plugin", "remove", "nod_agent")).Ends(1).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_UntrustedFolderOfSeveral_IsSaidOnceForTheFolder()
    {
        _work.Write("plugins/nod_agent.cs", Good);
        _work.Write("plugins/shake_agent.cs", Good.Replace("Nod", "Shake", StringComparison.Ordinal).Replace("nod_", "shake_", StringComparison.Ordinal));
        var answer = (await _work.RunAsync("plugin", "list")).Ends(0);
        Assert.Equal(2, answer.Output.Split("OMUA106").Length);
    }

    [Fact]
    public async Task Restore_PackageThatIsNowhere_FailsWithItsPlaceAndTheRestStands()
    {
        _work.Write("NuGet.config", "<configuration><packageSources><clear /><add key=\"none\" value=\".\" /></packageSources></configuration>");
        _work.Write(Path.Combine(_work.Home, "plugins", "nod_agent.cs"), Good);
        var path = _work.Write(Path.Combine(_work.Home, "plugins", "speaker.cs"), "#:package Test.Nowhere@1.0.0\n" + Good.Replace("Nod", "Speak", StringComparison.Ordinal));
        var listed = Find(await _work.RunAsync("plugin", "list", "--json"), "speaker");
        Assert.Equal("OMUA122", (string)listed["code"]!);
        Assert.Contains("omua plugin restore", (string)listed["fix"]!, StringComparison.Ordinal);
        var answer = (await _work.RunAsync("plugin", "restore", "--json")).Ends(1);
        var outcome = Assert.Single(answer.Json["plugins"]!.AsArray())!;
        Assert.Equal(path, (string)outcome["path"]!);
        Assert.Equal("OMUA123", (string)outcome["faults"]![0]!["code"]!);
        Assert.Equal($"{path}:1:1", (string)outcome["faults"]![0]!["place"]!);
    }

    [Fact]
    public async Task Doctor_NothingWrong_IsHealthy()
    {
        var answer = (await _work.RunAsync("doctor", "--json")).Ends(0);
        Assert.True((bool)answer.Json["healthy"]!);
    }

    [Fact]
    public async Task Doctor_BrokenPluginAndConfiguration_FindsBothWithTheFix()
    {
        _work.Write(Path.Combine(_work.Home, "plugins", "broken.cs"), "not C#");
        _work.Write("omua.yaml", "storge:\n  backend: sqlite\n");
        var answer = (await _work.RunAsync("doctor", "--json")).Ends(1);
        Assert.False((bool)answer.Json["healthy"]!);
        var findings = answer.Json["findings"]!.AsArray();
        Assert.Contains(findings, finding => (string)finding!["code"]! == "OMUA101");
        Assert.Contains(findings, finding => (string)finding!["code"]! == "OMUA203");
        Assert.All(findings, finding => Assert.NotEmpty((string)finding!["fix"]!));
    }

    [Fact]
    public async Task Status_FreshHome_HasNoRuns()
    {
        var answer = (await _work.RunAsync("status", "--json")).Ends(0);
        Assert.Empty(answer.Json["runs"]!.AsArray());
        Assert.Equal("sqlite", (string)answer.Json["storage"]!);
    }

    [Fact]
    public async Task WorkflowList_FreshHome_IsEmpty() =>
        Assert.Empty((await _work.RunAsync("workflow", "list", "--json")).Ends(0).Json.AsArray());

    [Fact]
    public async Task WorkflowStatus_UnknownRun_SaysHowToFindOne() =>
        Assert.Contains("OMUA502", (await _work.RunAsync("workflow", "status", "nope")).Ends(1).Errors, StringComparison.Ordinal);

    private static JsonNode Find(Answer answer, string name) => answer.Json.AsArray().Single(entry => (string)entry!["name"]! == name)!;
}
