namespace Omua.Analyzers.Tests;

/// <summary>Threads and cancellation: OMUA010 to OMUA019.</summary>
public sealed class AsyncRulesTests
{
    [Fact]
    public Task Blocking_EveryForm_IsFound() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        var one = Load(cancellationToken).Result; // OMUA010
        Load(cancellationToken).Wait(); // OMUA010
        Load(cancellationToken).Wait(5, cancellationToken); // OMUA010
        var two = Load(cancellationToken).GetAwaiter().GetResult(); // OMUA010
        var three = Load(cancellationToken).ConfigureAwait(false).GetAwaiter().GetResult(); // OMUA010
        var four = new ValueTask<int>(1).Result; // OMUA010
        Task.WaitAll(Load(cancellationToken)); // OMUA010
        Thread.Sleep(10); // OMUA010
        Thread.Sleep(TimeSpan.FromSeconds(1)); // OMUA010
        var outcome = new Outcome().Result;
        """, "private static Task<int> Load(CancellationToken token) => Task.FromResult(1);", "public sealed class Outcome { public int Result => 1; }"));

    [Fact]
    public Task AsyncVoid_MethodLocalAndLambda_AreFound() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        async void Local() => await Task.Yield(); // OMUA011
        Action lambda = async () => await Task.Yield(); // OMUA011
        Func<Task> fine = async () => await Task.Yield();
        """, """
        private async void Method() => await Task.Yield(); // OMUA011
        private async Task FineAsync() => await Task.Yield();
        """));

    [Fact]
    public Task Token_NotPassedOn_IsFound() => AuthorCode.ExpectAsync(AuthorCode.Agent("""
        await Task.Delay(5); // OMUA012
        await Context.Http.GetStringAsync("http://localhost/"); // OMUA012
        await File.ReadAllTextAsync("x"); // OMUA012
        await File.ReadAllTextAsync("x", cancellationToken);
        await File.ReadAllTextAsync("x", CancellationToken.None);
        await Task.Run(() => 1);
        var lines = new[] { "a" }.Select(async each => await File.ReadAllTextAsync(each)); // OMUA012
        Context.Scope.Run("watch", async token => await Task.Delay(5)); // OMUA012
        try { await Task.Yield(); } finally { await File.WriteAllTextAsync("x", "y"); }
        """, "private static Task NoTokenHere() => Task.Delay(5);"));

    [Fact]
    public Task Token_NeverLookedAt_IsFoundWhereWorkLasts() => AuthorCode.ExpectAsync("""
        public sealed class Deaf : AgentPlugin
        {
            public override string Name => "deaf";
            public override string Version => "1.0.0";
            public override async Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) // OMUA013
            {
                await Task.Yield();
                return [];
            }
            public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) // OMUA013
            {
                var left = 1_000_000;
                while (left > 0) left--;
                return Task.FromResult(TaskResult.Completed(task, []));
            }
            public override Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default) => base.InitializeAsync(context, cancellationToken);
            public override async Task ShutdownAsync(CancellationToken cancellationToken = default) => await Task.Yield();
        }
        """);

    [Fact]
    public Task Token_ShortWork_NeedsNone() => AuthorCode.ExpectAsync("""
        public sealed class Quick : AgentPlugin
        {
            public override string Name => "quick";
            public override string Version => "1.0.0";
            public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
                Task.FromResult<IReadOnlyList<TaskSpec>>([.. context.Datasets.Select(each => new TaskSpec { Id = each.Name, Name = each.Name, AgentType = Name })]);
            public override Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default) =>
                Task.FromResult(TaskResult.Completed(task, []));
        }
        """);
}
