using Omua.Cli.Runs;

namespace Omua.Cli.Tests.Runs;

public sealed class PlaybookTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Read_ListOfTasks_GivesThem()
    {
        File.WriteAllText(_file, """[{"id": "a.1", "name": "One", "agent_type": "a", "parameters": {"x": 1}, "dependencies": ["a.0"], "retries": 0, "timeout_seconds": 1.5}]""");

        var task = Assert.Single(Playbook.Read(_file));

        Assert.Equal(("a.1", "One", "a"), (task.Id, task.Name, task.AgentType));
        Assert.Equal(["a.0"], task.Dependencies);
        Assert.Equal(TimeSpan.FromSeconds(1.5), task.Timeout);
        Assert.Equal(0, task.Retries);
    }

    [Theory]
    [InlineData("{", "cannot be used")]
    [InlineData("{\"x\": 1}", "no list of tasks")]
    [InlineData("[{\"id\": \"a\"}]", "task 1 has no 'agent_type'")]
    [InlineData("[7]", "task 1 has no 'id'")]
    [InlineData("[{\"id\": 7, \"agent_type\": \"a\"}]", "wrong type")]
    public void Read_NoPlaybook_SaysWhatIsWrong(string text, string expected)
    {
        File.WriteAllText(_file, text);

        var fault = Assert.Single(Assert.Throws<FaultException>(() => Playbook.Read(_file)).Faults);

        Assert.Equal(FaultCodes.PlaybookUnreadable, fault.Code);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Equal(_file, fault.File);
    }
}
