namespace Omua.Cli.Tests.Workflows;

public sealed class WorkflowVerbTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task WorkflowStatus_AfterARun_ShowsItsTasks()
    {
        var id = await DemoAsync();
        var answer = (await _work.RunAsync("workflow", "status", id)).Ends(0);
        Assert.Contains("budget.allocation", answer.Output, StringComparison.Ordinal);
        Assert.Contains("completed", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WorkflowCancel_EndedRun_IsRefused() =>
        Assert.Contains("OMUA410", (await _work.RunAsync("workflow", "cancel", await DemoAsync())).Ends(1).Errors, StringComparison.Ordinal);

    private async Task<string> DemoAsync() => (string)(await _work.RunAsync("demo", "--json")).Ends(0).Json["run"]!["id"]!;
}
