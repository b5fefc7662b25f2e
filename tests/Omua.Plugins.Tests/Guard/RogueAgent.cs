namespace Omua.Plugins.Tests.Guard;

/// <summary>An agent that does what the name of its task says, and the calls that a test makes to it.</summary>
internal static class RogueAgent
{
    public const string Source = """
        using System.Text.Json.Nodes;
        public sealed class Node { public Node? Next { get; set; } public int Value { get; set; } = 7; }
        public sealed class Rogue : AgentPlugin
        {
            public override string Name => "rogue";
            public override string Version => "1.0.0";
            static readonly TaskCompletionSource Never = new();
            static readonly Evidence Proof = new() { Metric = "roas", Value = 1, Unit = "ratio", Formula = "a / b", Dataset = "d", RowCount = 1 };
            int _running, _most;

            public override Task<IReadOnlyList<TaskSpec>> PlanAsync(ContextData context, CancellationToken token) => Task.FromResult<IReadOnlyList<TaskSpec>>(context.Goal switch
            {
                "null" => null!,
                "null item" => [null!],
                "null name" => [new() { Id = "a", Name = null!, AgentType = Name }],
                "null dependency" => [new() { Id = "a", Name = "a", AgentType = Name, Dependencies = [null!] }],
                _ => [new() { Id = "a", Name = "a", AgentType = Name, Dependencies = ["b"] }],
            });

            public override async Task<TaskResult> ExecuteAsync(TaskSpec task, ContextData context, CancellationToken token)
            {
                var done = TaskResult.Completed(task, []);
                switch (task.Name)
                {
                    case "wait":
                        await Task.Delay(-1, token);
                        return done;
                    case "count":
                        _most = Math.Max(_most, Interlocked.Increment(ref _running));
                        while (!File.Exists(task.Description) && !token.IsCancellationRequested) await Task.Delay(5);
                        Interlocked.Decrement(ref _running);
                        return TaskResult.Completed(task, new() { ["most"] = _most });
                    case "ignore":
                        await Never.Task;
                        return done;
                    case "spin":
                        while (!File.Exists(task.Description)) Thread.Sleep(1);
                        return done;
                    case "throw":
                        throw new InvalidOperationException("boom " + task.Description);
                    case "own cancel":
                        throw new TaskCanceledException("my own");
                    case "reject":
                        throw new TaskRejectedException("no column " + task.Description);
                    case "failed":
                        return TaskResult.Failed(task, "the key " + task.Description + " is refused");
                    case "memory":
                        throw new OutOfMemoryException();
                    case "async void":
                        Throw();
                        return done;
                    case "null":
                        return null!;
                    case "other task":
                        return done with { TaskId = "other" };
                    case "running":
                        return done with { Status = TaskStatus.Running };
                    case "null json":
                        return done with { Result = null! };
                    case "nan json":
                        return done with { Result = new() { ["a"] = new JsonArray(1, double.NaN) } };
                    case "cyclic json":
                        var node = new Node();
                        node.Next = node;
                        return done with { Result = new() { ["a"] = JsonValue.Create(node) } };
                    case "own type json":
                        return done with { Result = new() { ["a"] = JsonValue.Create(new Node()), ["b"] = 1, ["c"] = "x", ["d"] = null } };
                    case "deep json":
                        var deep = new JsonObject();
                        for (var i = 0; i < 100; i++) deep = new JsonObject { ["a"] = deep };
                        return done with { Result = deep };
                    case "nan evidence":
                        return done with { Findings = [new() { Id = "f", Title = "t", Severity = FindingSeverity.Info, Agent = Name, Evidence = [Proof with { Value = double.PositiveInfinity }] }] };
                    case "negative rows":
                        return done with { Findings = [new() { Id = "f", Title = "t", Severity = FindingSeverity.Info, Agent = Name, Evidence = [Proof with { RowCount = -1 }] }] };
                    case "negative amount":
                        return done with { Proposals = [new() { Id = "p", Target = new("d", "campaign", "x"), Change = "budget", From = new(1, "EUR"), To = new(-1, "EUR"), ExpectedEffect = new("revenue", 0, 1, 2), Evidence = [Proof] }] };
                    default:
                        return done with { Findings = [new() { Id = "f", Title = "t", Severity = FindingSeverity.Info, Agent = Name, Evidence = [Proof] }] };
                }
            }

            static async void Throw()
            {
                await Task.Yield();
                throw new InvalidOperationException("nobody awaits this");
            }
        }
        """;

    public static ContextData Run { get; } = new() { RunId = "r", StartedAt = DateTimeOffset.UnixEpoch };

    public static TaskSpec Task(string does, string about = "") => new() { Id = "rogue.t", Name = does, AgentType = "rogue", Description = about };

    public static Task<TaskResult> DoAsync(this IAgent agent, string does, string about = "", CancellationToken cancellationToken = default) =>
        agent.ExecuteAsync(Task(does, about), Run, cancellationToken);
}
