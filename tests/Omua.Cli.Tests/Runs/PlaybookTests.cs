using Omua.Cli.Runs.Playbooks;

namespace Omua.Cli.Tests.Runs;

public sealed class PlaybookTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("omua-playbook-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("p.json", """[{"id": "a.1", "name": "One", "agent_type": "a", "parameters": {"x": 1, "deep": [true, null, "1"]}, "dependencies": ["a.0"], "retries": 0, "timeout_ms": 1500, "status": "completed"}]""")]
    [InlineData("p.yaml", """
        tasks:
          - id: a.1
            name: One
            agent_type: a
            parameters:
              x: 1
              deep: [true, ~, "1"]
            dependencies: [a.0]
            retries: 0
            timeout_ms: 1500
        """)]
    public void Read_ListOfTasks_GivesThem(string name, string text)
    {
        var task = Assert.Single(PlaybookFile.Read(Write(name, text)));

        Assert.Equal(("a.1", "One", "a"), (task.Id, task.Name, task.AgentType));
        Assert.Equal(["a.0"], task.Dependencies);
        Assert.Equal(TimeSpan.FromSeconds(1.5), task.Timeout);
        Assert.Equal(0, task.Retries);
        Assert.Equal("""{"x":1,"deep":[true,null,"1"]}""", task.Parameters.ToJsonString());
    }

    [Theory]
    [InlineData("p.json", "{", 1, 1, "not valid JSON")]
    [InlineData("p.json", "{\"x\": 1}", 1, 1, "no list of tasks")]
    [InlineData("p.json", "[\n {\"id\": \"a\"}]", 2, 2, "task 1 has no 'agent_type'")]
    [InlineData("p.json", "[7]", 1, 2, "task 1 is a single value")]
    [InlineData("p.json", "[{\"id\": 7, \"agent_type\": \"a\"}]", 1, 9, "'id' is 7, not text")]
    [InlineData("p.json", "[{\"id\": \"a\",\n\"id\": \"b\"}]", 2, 1, "stands twice")]
    [InlineData("p.yaml", "- id: a\n  agent_type: [b]\n", 2, 15, "'agent_type' is a list, not text")]
    [InlineData("p.yaml", "- id: a\n  agent_type: b\n  retires: 2\n", 3, 3, "unknown key 'retires'; did you mean 'retries'")]
    [InlineData("p.yml", "- id: a\n  agent_type: b\n  retries: often\n", 3, 12, "'retries' is 'often', not a number")]
    [InlineData("p.yml", "- id: a\n  agent_type: b\n  timeout_ms: 0\n", 3, 15, "'timeout_ms' is 0")]
    [InlineData("p.yml", "- &x\n  id: a\n", 1, 3, "anchors (&name) are refused")]
    public void Read_NoPlaybook_SaysWhatIsWrongAndWhere(string name, string text, int line, int column, string expected)
    {
        var fault = Assert.Throws<FaultException>(() => PlaybookFile.Read(Write(name, text))).Faults[0];

        Assert.Equal(FaultCodes.PlaybookUnreadable, fault.Code);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Equal((Path.Combine(_folder, name), line), (fault.File, fault.Line));
        Assert.InRange(fault.Column!.Value, column, column + 1);
    }

    [Fact]
    public void Read_SeveralFaults_NamesThemAll()
    {
        var file = Write("p.yaml", "- id: a\n- agent_type: b\n- id: c\n  agent_type: d\n  dependencies: c\n");
        var faults = Assert.Throws<FaultException>(() => PlaybookFile.Read(file)).Faults;
        Assert.Equal([1, 2, 5], faults.Select(fault => fault.Line));
    }

    [Fact]
    public void Read_TornYaml_SaysWhere()
    {
        var fault = Assert.Single(Assert.Throws<FaultException>(() => PlaybookFile.Read(Write("p.yml", "- id: a\n\tagent_type: b\n"))).Faults);
        Assert.Contains("not valid YAML", fault.Message, StringComparison.Ordinal);
        Assert.InRange(fault.Line!.Value, 1, 2);
    }

    [Fact]
    public void Read_MissingFile_SaysSo() =>
        Assert.Equal(FaultCodes.PlaybookUnreadable, Assert.Single(Assert.Throws<FaultException>(() => PlaybookFile.Read(Path.Combine(_folder, "none.yaml"))).Faults).Code);

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
