namespace Omua.Plugins.Tests;

/// <summary>A home, a project and an install on disk, gone after the test.</summary>
internal sealed class PluginGround : IAsyncDisposable
{
    private readonly List<PluginManager> _managers = [];

    public PluginGround()
    {
        Root = Directory.CreateTempSubdirectory("omua-plugins-").FullName;
        Directory.CreateDirectory(User);
        Directory.CreateDirectory(Project);
        Directory.CreateDirectory(Install);
        Options = new PluginHostOptions
        {
            InstallDirectory = Install, HomeDirectory = Path.Combine(Root, "home"), ProjectDirectory = Path.Combine(Root, "project"), Compiler = Compiler,
        };
    }

    /// <summary>One whose plugins can be unloaded, with short waits for what does not end by itself.</summary>
    public static PluginGround Unloading()
    {
        var ground = new PluginGround();
        ground.Options = ground.Options with { Collectible = true, Limits = new PluginLimits { Shutdown = TimeSpan.FromSeconds(2), Grace = TimeSpan.FromMilliseconds(100) } };
        return ground;
    }

    public string Root { get; }

    public string User => Path.Combine(Root, "home", "plugins");

    public string Project => Path.Combine(Root, "project", "plugins");

    public string Install => Path.Combine(Root, "install", "plugins");

    public RoslynCompiler Compiler { get; } = new();

    public PluginHostOptions Options { get; set; }

    public PluginManager Manager()
    {
        var manager = PluginManager.SetUp(Options);
        _managers.Add(manager);
        return manager;
    }

    public string Write(string directory, string file, string source)
    {
        var path = Path.Combine(directory, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, source);
        return path;
    }

    /// <summary>The lines of a plugin's crash record.</summary>
    public IReadOnlyList<string> Crashes(string plugin)
    {
        var file = Path.Combine(Root, "home", "crashes", plugin + ".tsv");
        return File.Exists(file) ? File.ReadAllLines(file) : [];
    }

    /// <summary>An agent whose one planned task tells what the test wants to know.</summary>
    public static string Agent(string className, string name, string members = "", string tells = "\"\"") => $$"""
        public sealed class {{className}} : AgentPlugin
        {
            public override string Name => "{{name}}";
            public override string Version => "1.2.3";
            public override string Description => "Tells what a test asks.";
            {{members}}
            public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken) =>
                Task.FromResult<IReadOnlyList<TaskSpec>>([new() { Id = "{{name}}.tell", Name = ({{tells}}).ToString()!, AgentType = Name }]);
            public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken) =>
                throw new InvalidOperationException("no such audience");
        }
        """;

    /// <summary>What an agent made by <see cref="Agent"/> tells.</summary>
    public static async Task<string> Told(IAgent agent) =>
        (await agent.PlanAsync(new ContextData { RunId = "r", StartedAt = DateTimeOffset.UnixEpoch }))[0].Name;

    public async ValueTask DisposeAsync()
    {
        foreach (var manager in _managers)
        {
            await manager.DisposeAsync();
        }

        Directory.Delete(Root, recursive: true);
    }
}
