namespace Omua.Plugins.Tests.Isolation;

/// <summary>Plugins that were built against contracts one minor version newer or older than the host's: judged by the members they need, before any of their code runs.</summary>
public sealed class OtherContractsTests : IAsyncLifetime
{
    private const string NewMethod = "    public static TaskResult Partly(TaskSpec task) => Failed(task, \"partly\");\n    public static ";

    private const string NewInterfaceMember = "    string Explain(string what) => what;\n\n    string Name { get; }";

    private const string NewHook = "public abstract class AgentPlugin : Plugin, IAgent\n{\n    public virtual string Explain() => \"\";";

    private const string NewType = "public interface IReviewer { string Review(); }\npublic interface IAgent\n";

    private readonly PluginGround _ground = new();

    private string Ran => Path.Combine(_ground.Root, "ran");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Theory]
    [InlineData("TaskResult.cs", "    public static ", NewMethod, "TaskResult.Partly(null!).ToString()", "", "Omua.Abstractions.TaskResult.Partly")]
    [InlineData("IAgent.cs", "    string Name { get; }", NewInterfaceMember, "((IAgent)this).Explain(\"x\")", "", "Omua.Abstractions.IAgent.Explain")]
    [InlineData("IAgent.cs", "    string Name { get; }", NewInterfaceMember, "\"\"", "string IAgent.Explain(string what) => \"mine\";", "Omua.Abstractions.IAgent.Explain")]
    [InlineData("AgentPlugin.cs", "public abstract class AgentPlugin : Plugin, IAgent\n{", NewHook, "\"\"", "public override string Explain() => \"mine\";", "Omua.Abstractions.AgentPlugin.Explain")]
    [InlineData("IAgent.cs", "public interface IAgent\n", NewType, "\"\"", "public sealed class Reviewer : IReviewer { public string Review() => \"\"; }", "Omua.Abstractions.IReviewer")]
    public async Task Folder_BuiltForNewerContractsAndNeedsWhatIsNew_IsRefusedAndNoneOfItsCodeRan(string file, string from, string to, string tells, string members, string lacking)
    {
        await BuildAsync(OtherContracts.Write(Path.Combine(_ground.Root, "newer"), file, from, to), tells, members);
        var manager = _ground.Manager();

        var entry = Assert.Single(await manager.ScanAsync());
        var refused = await Assert.ThrowsAsync<FaultException>(() => manager.GetAgentAsync("judged"));

        Assert.Equal((PluginState.Faulted, FaultCodes.PluginContractMissing), (entry.State, entry.Code));
        Assert.Contains(lacking, entry.Message, StringComparison.Ordinal);
        Assert.Equal(FaultCodes.PluginContractMissing, refused.Faults[0].Code);
        Assert.False(File.Exists(Ran), "the module initializer ran");
    }

    [Theory]
    [InlineData("TaskResult.cs", "    public static ", NewMethod)]
    [InlineData("IAgent.cs", "    string Name { get; }", NewInterfaceMember)]
    [InlineData("AgentPlugin.cs", "public abstract class AgentPlugin : Plugin, IAgent\n{", NewHook)]
    [InlineData("IAgent.cs", "public interface IAgent\n", NewType)]
    public async Task Folder_BuiltForNewerContractsAndNeedsNothingNew_Works(string file, string from, string to)
    {
        await BuildAsync(OtherContracts.Write(Path.Combine(_ground.Root, "newer"), file, from, to), "\"works\"", "public override string ToString() => Name;");

        Assert.Equal("works", await PluginGround.Told(await _ground.Manager().GetAgentAsync("judged")));
        Assert.True(File.Exists(Ran), "the module initializer of a plugin that works runs");
    }

    [Fact]
    public async Task Folder_BuiltForOlderContractsWithoutADefaultMember_WorksAndAnswersWithTheHostsDefault()
    {
        await BuildAsync(
            OtherContracts.Write(Path.Combine(_ground.Root, "older"), "IAgent.cs", "    IReadOnlyList<TaskKind> DescribeTasks(ContextData context) => [];", ""), "\"works\"", "");
        var agent = await _ground.Manager().GetAgentAsync("judged");

        Assert.Equal("works", await PluginGround.Told(agent));
        Assert.Empty(agent.DescribeTasks(new ContextData { RunId = "r", StartedAt = DateTimeOffset.UnixEpoch }));
    }

    [Fact]
    public async Task Folder_BuiltForOlderContractsAndNeedsWhatIsGone_IsRefusedAndNoneOfItsCodeRan()
    {
        await BuildAsync(OtherContracts.Write(Path.Combine(_ground.Root, "older"), "TaskResult.cs", "    public static ", NewMethod.Replace("Partly", "Halfway", StringComparison.Ordinal)), "TaskResult.Halfway(null!).ToString()", "");

        var entry = Assert.Single(await _ground.Manager().LoadPluginsAsync());

        Assert.Equal((PluginState.Faulted, FaultCodes.PluginContractMissing), (entry.State, entry.Code));
        Assert.Contains("TaskResult.Halfway", entry.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Ran), "the module initializer ran");
    }

    [Fact]
    public async Task Folder_LacksAMemberThatTheHostsContractsDemand_IsAFaultAndNoneOfItsCodeRan()
    {
        var older = OtherContracts.Write(Path.Combine(_ground.Root, "older"), "IPlugin.cs", "    string Description { get; }", "");
        var source = PluginGround.Agent("Judged", "judged", Marks()).Replace(": AgentPlugin", ": IAgent, IPlugin", StringComparison.Ordinal).Replace("override ", "", StringComparison.Ordinal)
            .Replace("public string Description => \"Tells what a test asks.\";", "public PluginType Type => PluginType.Agent; public Task InitializeAsync(PluginContext context, CancellationToken token) => Task.CompletedTask; public Task ShutdownAsync(CancellationToken token) => Task.CompletedTask;", StringComparison.Ordinal);
        await BuiltAssembly.WriteAsync(Directory.CreateDirectory(Path.Combine(_ground.User, "judged")).FullName, "judged", source, older);

        var entry = Assert.Single(await _ground.Manager().LoadPluginsAsync());

        Assert.Equal((PluginState.Faulted, FaultCodes.PluginDoesNotLoad), (entry.State, entry.Code));
        Assert.False(File.Exists(Ran), "the module initializer ran");
    }

    [Fact]
    public async Task Folder_ALibraryThatItBringsNeedsWhatIsNew_IsRefused()
    {
        var newer = OtherContracts.Write(Path.Combine(_ground.Root, "newer"), "TaskResult.cs", "    public static ", NewMethod);
        var folder = Directory.CreateDirectory(Path.Combine(_ground.User, "judged")).FullName;
        var library = await BuiltAssembly.WriteAsync(folder, "Parts", "public static class Parts { public static TaskResult Some(TaskSpec task) => TaskResult.Partly(task); }", newer);
        await BuiltAssembly.WriteAsync(folder, "judged", PluginGround.Agent("Judged", "judged", Marks(), "typeof(Parts).Name"), newer, library);

        var entry = Assert.Single(await _ground.Manager().LoadPluginsAsync());

        Assert.Equal((PluginState.Faulted, FaultCodes.PluginContractMissing, library), (entry.State, entry.Code, entry.File));
        Assert.False(File.Exists(Ran), "the module initializer ran");
    }

    private async Task BuildAsync(string contracts, string tells, string members)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_ground.User, "judged")).FullName;
        await BuiltAssembly.WriteAsync(folder, "judged", PluginGround.Agent("Judged", "judged", Marks() + members, tells).Replace(": AgentPlugin", ": AgentPlugin, IAgent", StringComparison.Ordinal), contracts);

        // Its own copy of them, as a careless build leaves it.
        File.Copy(contracts, Path.Combine(folder, "Omua.Abstractions.dll"));
    }

    /// <summary>The earliest code that an assembly can run.</summary>
    private string Marks() => $"[System.Runtime.CompilerServices.ModuleInitializer] internal static void Begin() => System.IO.File.WriteAllText(@\"{Ran}\", \"\");\n";
}
