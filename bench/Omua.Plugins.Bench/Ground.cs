namespace Omua.Plugins.Bench;

/// <summary>A home with plugins in it, gone when it is disposed.</summary>
internal sealed class Ground : IDisposable
{
    public string Home { get; } = Directory.CreateTempSubdirectory("omua-plugins-bench-").FullName;

    public string Plugins => Directory.CreateDirectory(Path.Combine(Home, "plugins")).FullName;

    public static string Name(int number) => $"bench_agent_{number}";

    /// <summary>An agent that plans nothing. Each is another text, so that each is an assembly of its own.</summary>
    public static string Agent(int number, string members = "") => $$"""
        public sealed class BenchAgent{{number}} : AgentPlugin
        {
            public override string Name => "{{Name(number)}}";
            public override string Version => "1.0.0";
            public override string Description => "Plans nothing.";
            {{members}}
            public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
                Task.FromResult<IReadOnlyList<TaskSpec>>([]);
            public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) =>
                Task.FromResult(TaskResult.Completed(task, []));
        }
        """;

    public Ground WithFiles(int count)
    {
        for (var i = 0; i < count; i++)
        {
            File.WriteAllText(Path.Combine(Plugins, $"{Name(i)}.cs"), Agent(i));
        }

        return this;
    }

    /// <summary>Prebuilt folders, as <c>plugin add</c> would leave them: what the host's own compiler made of the files.</summary>
    public async Task<Ground> WithFoldersAsync(int count)
    {
        using var sources = new Ground().WithFiles(count);
        await using var manager = PluginManager.SetUp(Child.Options(sources.Home));
        foreach (var entry in await manager.ScanAsync())
        {
            var folder = Directory.CreateDirectory(Path.Combine(Plugins, entry.Name)).FullName;
            // The name of the assembly inside is that which it was compiled under.
            File.Copy(entry.Assembly!, Path.Combine(folder, $"plugin_{entry.Name}.dll"));
        }

        return this;
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);
}
