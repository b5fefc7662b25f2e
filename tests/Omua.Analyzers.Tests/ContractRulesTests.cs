namespace Omua.Analyzers.Tests;

/// <summary>What a plugin class must be and say: OMUA001 to OMUA009.</summary>
public sealed class ContractRulesTests
{
    private const string Work = """
            public Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) => throw new NotSupportedException();
            public Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) => throw new NotSupportedException();
            public Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default) => Task.CompletedTask;
            public Task ShutdownAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
        """;

    [Fact]
    public Task Class_AgentWithoutIPlugin_IsFound() => AuthorCode.ExpectAsync($$"""
        public class Half : IAgent // OMUA001
        {
            public string Name => "half";
            {{Work}}
        }
        internal class Fake : IAgent
        {
            public string Name => "fake";
            {{Work}}
        }
        """);

    [Fact]
    public Task Class_PluginWithoutWork_IsFound() => AuthorCode.ExpectAsync($$"""
        public class Idle : IPlugin // OMUA002
        {
            public string Name => "idle";
            public string Version => "1.0.0";
            public PluginType Type => PluginType.Agent;
            public string Description => "";
            {{Work}}
        }
        """);

    [Theory]
    [InlineData("=> PluginType.Agent;", "")]
    [InlineData("=> PluginType.LlmBackend;", "// OMUA003")]
    [InlineData("{ get { return PluginType.StorageBackend; } }", "// OMUA003")]
    [InlineData("{ get; } = PluginType.Agent;", "// OMUA006")]
    public Task Type_AgainstTheInterface_IsJudged(string getter, string expected) => AuthorCode.ExpectAsync(Raw($"public PluginType Type {getter} {expected}"));

    [Theory]
    [InlineData("=> \"my_agent_2\";", "")]
    [InlineData("=> Title;", "")]
    [InlineData("=> _stored;", "")]
    [InlineData("{ get; } = \"my_agent\";", "")]
    [InlineData("=> \"MyAgent\";", "// OMUA004")]
    [InlineData("=> \"my__agent\";", "// OMUA004")]
    [InlineData("=> \"_agent\";", "// OMUA004")]
    [InlineData("=> \"2_agents\";", "// OMUA004")]
    [InlineData("=> \"\";", "// OMUA004")]
    [InlineData("=> \"run\";", "// OMUA004")]
    [InlineData("=> \"my_\" + Environment.MachineName;", "// OMUA006")]
    [InlineData("=> GetType().Name;", "// OMUA006")]
    [InlineData("{ get { if (Title.Length > 3) return \"a\"; return \"b\"; } }", "// OMUA006")]
    [InlineData("{ get; set; } = Guid.NewGuid().ToString();", "// OMUA006")]
    public Task Name_Written_IsJudged(string getter, string expected) => AuthorCode.ExpectAsync(Raw(
        "public PluginType Type => PluginType.Agent;", $$"""
        private const string Title = "my_agent";
        private readonly string _stored = "my_agent";
        public string Name {{getter}} {{expected}}
        """, name: ""));

    [Theory]
    [InlineData("1.0.0", "")]
    [InlineData("1.2.3-beta.1+build.5", "")]
    [InlineData("1.0", "// OMUA005")]
    [InlineData("v1.0.0", "// OMUA005")]
    [InlineData("01.0.0", "// OMUA005")]
    [InlineData("1.0.0-01", "// OMUA005")]
    [InlineData("", "// OMUA005")]
    public Task Version_Written_IsJudged(string version, string expected) => AuthorCode.ExpectAsync(
        AuthorCode.Agent("").Replace("Version => \"1.0.0\";", $"Version => \"{version}\"; {expected}", StringComparison.Ordinal));

    [Fact]
    public Task Name_StoredByAConstructorArgument_IsNoLiteral() => AuthorCode.ExpectAsync(Raw(
        "public PluginType Type => PluginType.Agent;", """
        private readonly string _name; // OMUA006
        public My(string name) => _name = name;
        public string Name => _name;
        """, name: ""));

    [Fact]
    public Task Class_ThatCannotBeCreated_IsFound() => AuthorCode.ExpectAsync($$"""
        public class Generic<T> : My; // OMUA007
        public class Hidden : My // OMUA007
        {
            private Hidden() { }
        }
        public abstract class Base<T> : My;
        {{Raw("public PluginType Type => PluginType.Agent;")}}
        """);

    private static string Raw(string type, string members = "", string name = "public string Name => \"my_agent\";") => $$"""
        public class My : IAgent, IPlugin
        {
            {{name}}
            public string Version => "1.0.0";
            public string Description => "Does it.";
            {{type}}
            {{members}}
            {{Work}}
        }
        """;
}
