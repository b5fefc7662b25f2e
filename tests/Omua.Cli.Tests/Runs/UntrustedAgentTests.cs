using Omua.Cli.Tests.Workflows;

namespace Omua.Cli.Tests.Runs;

/// <summary>Where nothing but trust is missing, a person is needed: exit code 3.</summary>
public sealed class UntrustedAgentTests : IDisposable
{
    private readonly Workplace _work = new();
    private readonly LedgerAgent _agent;

    public UntrustedAgentTests()
    {
        _agent = new LedgerAgent(_work);
        _agent.Open();
        var trusted = Path.Combine(_work.Home, "plugins", "ledger.cs");
        _work.Write("plugins/ledger.cs", File.ReadAllText(trusted));
        File.Delete(trusted);
    }

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Run_NamedAgentInAnUntrustedFolder_NeedsAPerson()
    {
        var error = (await _work.RunAsync("run", "--agents", "ledger", "--json")).Ends(3).Json["error"]!;
        Assert.Equal(FaultCodes.PluginUntrusted, (string?)error["code"]);
        Assert.Contains("omua plugin trust", (string)error["fix"]!, StringComparison.Ordinal);
        Assert.Empty(_agent.Attempts);

        (await _work.RunAsync("plugin", "trust")).Ends(0);
        (await _work.RunAsync("run", "--agents", "Ledger", "--json")).Ends(0);
    }

    [Fact]
    public async Task Run_OnlyUntrustedAgentsCouldPlan_NeedsAPerson()
    {
        _work.Write("omua.yaml", "plugins:\n  user_acquisition:\n    enabled: false\n  paid_search:\n    enabled: false\n  paid_social:\n    enabled: false\n  display:\n    enabled: false\n  budget:\n    enabled: false\n");
        Assert.Equal(FaultCodes.PluginUntrusted, (string?)(await _work.RunAsync("run", "--json")).Ends(3).Json["error"]!["code"]);
    }

    [Fact]
    public async Task Run_PlaybookForAnUntrustedAgent_NeedsAPerson()
    {
        _work.Write("book.yaml", "- id: one\n  agent_type: ledger\n");
        Assert.Equal(FaultCodes.PluginUntrusted, (string?)(await _work.RunAsync("run", "--playbook", "book.yaml", "--json")).Ends(3).Json["error"]!["code"]);
    }

    [Fact]
    public async Task Run_NamedAgentThatDoesNotCompile_SaysWhereAndIsNoMatterOfTrust()
    {
        _work.Write(Path.Combine(_work.Home, "plugins", "torn.cs"), "using Omua.Abstractions;\npublic sealed class Torn : AgentPlugin { this is not C# }\n");
        var error = (await _work.RunAsync("run", "--agents", "torn", "--json")).Ends(1).Json["error"]!;
        Assert.Equal(FaultCodes.PluginDoesNotCompile, (string?)error["code"]);
        Assert.Contains("torn.cs:2:", (string)error["place"]!, StringComparison.Ordinal);
    }
}
