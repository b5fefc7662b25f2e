using System.Text.Json.Nodes;

namespace Omua.Cli.Tests;

/// <summary>Plugins that take the process down, or would: what the process says if it can, what the next one knows, and that a plugin is not blamed for what others did.</summary>
public sealed class ProcessEndTests : IDisposable
{
    private const string Suspected = "OMUA153";

    private readonly Workplace _work = new();

    public ProcessEndTests() => _work.Write("data/ads.csv", "date,campaign,impressions,clicks,cost,conversions,revenue\n2026-01-01,a,100,10,5,1,9\n");

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("static int Down(int n) => Down(n + 1) + Down(n + 2);", "Down(1);")]
    [InlineData("", "Environment.FailFast(\"enough\");")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"libc\")] static extern void abort();", "abort();")]
    public async Task Call_ThatEndsTheProcess_IsKnownToTheNextOneAndToDoctor(string members, string statement)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "how a process ended is told by the runtime's socket");
        Plant(members, execute: statement);

        var next = await CrashedAlone();

        var crash = Assert.Single(next.Json["crashes"]!.AsArray(), each => (string)each!["code"]! != Suspected)!;
        Assert.Equal("OMUA152", (string)crash["code"]!);
        Assert.Contains("boom took the process down in a call", (string)crash["message"]!, StringComparison.Ordinal);
        var finding = (await _work.RunAsync("doctor", "--json")).Ends(0).Json["findings"]!.AsArray().Single(each => (string)each!["code"]! == "OMUA152")!;
        Assert.Equal(("warning", "plugins", "omua plugin info boom"), ((string)finding["severity"]!, (string)finding["section"]!, (string)finding["command"]!));
        Assert.Contains("omua plugin reset boom", (string)finding["fix"]!, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_work.Home, "running")));
    }

    [Fact]
    public async Task ThreeStackOverflows_SetThePluginAsideAndTheRunGoesOnWithoutIt()
    {
        Plant("static int Down(int n) => Down(n + 1) + Down(n + 2);", initialize: "Down(1);");
        for (var i = 0; i < 3; i++)
        {
            await CrashedAlone();
        }

        var entry = (await _work.RunAsync("plugin", "list", "--json")).Ends(0).Json.AsArray().Single(each => (string)each!["name"]! == "boom")!;

        Assert.Equal(("quarantined", "OMUA145"), ((string)entry["state"]!, (string)entry["code"]!));
        Assert.Contains("while it started", (string)entry["message"]!, StringComparison.Ordinal);
        Assert.Contains((await _work.RunAsync("doctor", "--json")).Ends(1).Json["findings"]!.AsArray(), each => (string?)each!["command"] == "omua plugin reset boom");
    }

    [Fact]
    public async Task EnvironmentExit_DoesNotLookLikeSuccessAndIsACrash()
    {
        Plant(execute: "Environment.Exit(0);");

        var answer = (await RunAsync()).Ends(1);
        for (var again = 0; again < 10 && answer.Errors.Contains(Suspected, StringComparison.Ordinal); again++)
        {
            await _work.RunAsync("plugin", "reset", "boom");
            answer = (await RunAsync()).Ends(1);
        }

        Assert.Contains("error OMUA152: ", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("boom took the process down in a call: the process was ended from within (Environment.Exit)", answer.Errors, StringComparison.Ordinal);
        Assert.Single((await _work.RunAsync("plugin", "info", "boom", "--json")).Ends(0).Json["crashes"]!.AsArray());
    }

    [Theory]
    [InlineData("Throw(); await Task.Delay(200, cancellationToken);", "async void")]
    [InlineData("var thread = new Thread(() => throw new InvalidOperationException(\"nobody is above\")); thread.Start(); thread.Join();", "a thread of its own")]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(_ => throw new InvalidOperationException(\"nobody is above\"), null); await Task.Delay(200, cancellationToken);", "the pool")]
    [InlineData("using var timer = new Timer(_ => throw new InvalidOperationException(\"nobody is above\"), null, 1, -1); await Task.Delay(200, cancellationToken);", "a timer")]
    public async Task Exception_WithNobodyAbove_EndsNeitherProcessNorRun(string statements, string where)
    {
        Plant("static async void Throw() { await Task.Yield(); throw new InvalidOperationException(\"nobody is above\"); }", execute: statements);

        var answer = (await RunAsync()).Ends(0);

        Assert.Equal("completed", (string)answer.Json["run"]!["status"]!);
        Assert.Contains("OMUA146", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("nobody is above", answer.Errors, StringComparison.Ordinal);
        var crash = Assert.Single((await _work.RunAsync("plugin", "info", "boom", "--json")).Ends(0).Json["crashes"]!.AsArray())!;
        Assert.True((string)crash["code"]! == "OMUA146", where);
    }

    [Fact]
    public async Task UnobservedTask_IsToldAndCounted()
    {
        Plant("[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] static void Forget() { _ = Task.Run(() => throw new InvalidOperationException(\"forgotten\")); }",
            execute: "Forget(); for (var i = 0; i < 50; i++) { await Task.Delay(20, cancellationToken); GC.Collect(); GC.WaitForPendingFinalizers(); }");

        var answer = (await RunAsync()).Ends(0);

        Assert.Contains("OMUA154", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("forgotten", answer.Errors, StringComparison.Ordinal);
        var info = (await _work.RunAsync("plugin", "info", "boom", "--json")).Ends(0).Json;
        Assert.Empty(info["crashes"]!.AsArray());
        Assert.Equal(1, (int)info["failures"]!);
    }

    [Fact]
    public async Task OutOfMemory_IsACrashAndTheProcessGoesOn()
    {
        Plant(execute: "var kept = new List<byte[]>(); while (true) { var more = new byte[16 << 20]; more[^1] = 1; kept.Add(more); }");

        var answer = await _work.RunWithAsync(new() { ["DOTNET_GCHeapHardLimit"] = "0x10000000" }, "run", "--data", "data", "--agents", "boom", "--json");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("OutOfMemoryException", answer.Output + answer.Errors, StringComparison.Ordinal);
        Assert.NotEmpty((await _work.RunAsync("plugin", "info", "boom", "--json")).Ends(0).Json["crashes"]!.AsArray());
    }

    [Fact]
    public async Task Kill_FromOutside_IsNoPluginsDoing()
    {
        var begun = Path.Combine(_work.Folder, "begun");
        Plant(execute: $"File.WriteAllText(@\"{begun}\", \"\"); await Task.Delay(-1, cancellationToken);");
        using (var run = _work.Start("run", "--data", "data", "--agents", "boom"))
        {
            await RunningOmua.UntilAsync(() => File.Exists(begun));
            Assert.Single(Directory.EnumerateFiles(Path.Combine(_work.Home, "running")));
            run.Kill();
            await run.EndAsync();
        }

        var info = (await _work.RunAsync("plugin", "info", "boom", "--json")).Ends(0);

        Assert.Empty(info.Json["crashes"]!.AsArray());
        Assert.Equal("", info.Errors);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_work.Home, "running")));
    }

    [Theory]
    [InlineData("class Early { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Init() => throw new InvalidOperationException(\"too early\"); }", "")]
    [InlineData("", "static Boom() => int.Parse(\"too early\");")]
    public async Task CodeBeforeTheConstructor_ThatThrows_IsAFaultWithItsCause(string before, string members)
    {
        Plant(members, before: before);

        var answer = (await RunAsync()).Ends(1);

        Assert.Contains("OMUA108", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("too early", answer.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("while (true) { Thread.Sleep(1); }")]
    public async Task Initialize_ThatNeverEnds_CostsItsLimitAndIsACrash(string statement)
    {
        Plant(initialize: statement);
        _work.Write("omua.yaml", "guard:\n  initialize: 300ms\n  grace: 100ms\n");

        var answer = (await RunAsync()).Ends(1);

        Assert.Contains("OMUA113", answer.Errors, StringComparison.Ordinal);
        Assert.Equal("OMUA113", (string)Assert.Single((await _work.RunAsync("plugin", "info", "boom", "--json")).Ends(0).Json["crashes"]!.AsArray())!["code"]!);
    }

    [Fact]
    public async Task Figures_OfTwoProcesses_AreAddedUp()
    {
        Plant(execute: "await Task.Yield();");
        Assert.Null((await _work.RunAsync("plugin", "info", "boom", "--json")).Ends(0).Json["counted_since"]);

        (await RunAsync()).Ends(0);
        var once = (await _work.RunAsync("plugin", "info", "boom", "--json")).Ends(0).Json;
        (await RunAsync()).Ends(0);
        var entries = (await _work.RunAsync("plugin", "list", "--json")).Ends(0).Json.AsArray();
        var twice = entries.Single(each => (string)each!["name"]! == "boom")!;

        Assert.True((int)once["calls"]! > 0);
        Assert.Equal(2 * (int)once["calls"]!, (int)twice["calls"]!);
        Assert.Equal(0, (int)twice["failures"]!);
        Assert.All(new[] { "load_ms", "p50_ms", "p99_ms" }, name => Assert.True((double)twice[name]! > 0, name));
        Assert.True((double)twice["p50_ms"]! <= (double)twice["p99_ms"]!);
        Assert.True((int)entries.Single(each => (string)each!["name"]! == "sqlite")!["calls"]! > 0);
        Assert.Contains("counted since", (await _work.RunAsync("plugin", "info", "boom")).Ends(0).Output, StringComparison.Ordinal);

        Plant(execute: "await Task.Yield(); await Task.Yield();");
        Assert.Equal(0, (int)(await _work.RunAsync("plugin", "info", "boom", "--json")).Ends(0).Json["calls"]!);
    }

    /// <summary>Runs until a crash is boom's alone, and answers with what the next process says. Where the store was at work too, both are suspected and neither is convicted;
    /// and now and then the next process says nothing of a crash, and blames no plugin.</summary>
    private async Task<Answer> CrashedAlone()
    {
        for (var again = 0; ; again++)
        {
            Assert.InRange((await RunAsync()).ExitCode, 2, 255);
            var next = (await _work.RunAsync("plugin", "info", "boom", "--json")).Ends(0);
            if (next.Errors.Contains("OMUA152", StringComparison.Ordinal))
            {
                return next;
            }

            Assert.InRange(again, 0, 10);
        }
    }

    private Task<Answer> RunAsync() => _work.RunAsync("run", "--data", "data", "--agents", "boom", "--json");

    private void Plant(string members = "", string execute = "", string initialize = "", string before = "") => _work.Write(Path.Combine(_work.Home, "plugins", "boom.cs"), $$"""
        {{before}}
        public sealed class Boom : AgentPlugin
        {
            public override string Name => "boom";
            public override string Version => "1.0.0";
            public override string Description => "Goes off.";
            {{members}}
            public override async Task InitializeAsync(PluginContext context, CancellationToken cancellationToken = default)
            {
                await base.InitializeAsync(context, cancellationToken);
                {{initialize}}
            }

            public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken cancellationToken = default) =>
                Task.FromResult<IReadOnlyList<TaskSpec>>([new() { Id = "boom.now", Name = "Go off", AgentType = Name, Retries = 0 }]);

            public override async Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken cancellationToken = default)
            {
                await Task.Yield();
                {{execute}}
                return TaskResult.Completed(task, []);
            }
        }
        """);
}
