namespace Omua.Cli.Tests;

/// <summary><c>config</c>: begin, check, show.</summary>
public sealed class ConfigVerbsTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Init_WritesAFileThatIsValid_AndDoesNotReplaceIt()
    {
        (await _work.RunAsync("config", "init")).Ends(0);
        (await _work.RunAsync("config", "validate")).Ends(0);
        Assert.Contains("OMUA905", (await _work.RunAsync("config", "init")).Ends(1).Errors, StringComparison.Ordinal);
        (await _work.RunAsync("config", "init", "--force")).Ends(0);
    }

    [Fact]
    public async Task Validate_SeveralFaults_AreAllReportedWithTheirPlaces()
    {
        _work.Write("omua.yaml", "storge:\n  backend: sqlite\nengine:\n  max_parallel: many\n");
        var answer = (await _work.RunAsync("config", "validate", "--json")).Ends(2);
        Assert.False((bool)answer.Json["valid"]!);
        var places = answer.Json["faults"]!.AsArray().Select(fault => (string)fault!["place"]!).ToList();
        Assert.Contains(places, place => place.EndsWith("omua.yaml:1:1", StringComparison.Ordinal));
        Assert.Contains(places, place => place.EndsWith("omua.yaml:4:3", StringComparison.Ordinal));
        Assert.Contains("storage", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflow_FaultyConfiguration_StopsWithUsage()
    {
        _work.Write("omua.yaml", "storge:\n  backend: sqlite\n");
        (await _work.RunAsync("workflow", "list")).Ends(2);
    }

    [Fact]
    public async Task Show_Secret_IsMasked()
    {
        _work.Write("omua.yaml", "plugins:\n  my_llm:\n    api_key: ${env:OMUA_TEST_KEY}\n");
        var answer = (await _work.RunWithAsync(new() { ["OMUA_TEST_KEY"] = "tell-nobody" }, "config", "show", "--json")).Ends(0);
        Assert.DoesNotContain("tell-nobody", answer.Output + answer.Errors, StringComparison.Ordinal);
        var key = answer.Json["settings"]!.AsArray().Single(setting => (string)setting!["key"]! == "plugins.my_llm.api_key")!;
        Assert.True((bool)key["masked"]!);
    }

    [Fact]
    public async Task Show_NamedFileThatIsMissing_IsAFault() =>
        (await _work.RunAsync("config", "validate", "--config", "nowhere.yaml")).Ends(2);
}
