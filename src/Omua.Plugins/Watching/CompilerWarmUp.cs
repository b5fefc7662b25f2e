namespace Omua.Plugins.Watching;

/// <summary>
/// Has the compiler compile something that nobody needs while the author still types: its first compilation takes seconds, all later ones a fraction of one. Where everything came from
/// the cache, the first save would pay for it.
/// </summary>
internal static class CompilerWarmUp
{
    private const string Source = """
        public sealed class WarmUp : AgentPlugin
        {
            public override string Name => "warm_up";
            public override string Version => "1.0.0";
            public override string Description => "Compiled and never run.";
            public override async Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default)
            {
                await Task.Delay(1, cancellationToken);
                return [.. new[] { 1, 2 }.Where(number => number > 1).Select(number => new TaskSpec { Id = $"warm_up.{number}", Name = "Warm up", AgentType = Name })];
            }

            public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) => Task.FromResult(TaskResult.Completed(task, []));
        }
        """;

    public static void Begin(ISourceCompiler? compiler, CancellationToken cancellationToken)
    {
        if (compiler is not null)
        {
            // What goes wrong here goes wrong again, and is said, with the first save.
            _ = Task.Run(() => compiler.CompileAsync(Program(), cancellationToken), cancellationToken)
                .ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    private static SourceProgram Program() => new()
    {
        AssemblyName = "warm_up", Files = [new SourceProgramFile("warm_up.cs", "warm_up.cs", Source)], References = HostAssemblies.References,
    };
}
