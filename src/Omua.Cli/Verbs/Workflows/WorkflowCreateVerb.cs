using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow create</c>: plans from data and stores the run, so that someone can look at the plan before it is executed.</summary>
internal static class WorkflowCreateVerb
{
    /// <summary>What the terms of a queued run say of where it comes from.</summary>
    private const string Queued = "queue";

    private static readonly Option<bool> Queue = new("--queue") { Description = "Have a process of 'omua up' execute it" };

    public static Command Create()
    {
        var arguments = new RunArguments();
        var verb = new Verb("create", "Plan a run from data and store it without executing it; takes what 'omua run' takes")
        {
            Examples = ["omua workflow create --data exports --budget 5000", "omua workflow create --data exports --agents paid_search --json", "omua workflow create --data exports --queue"],
        };
        foreach (var option in arguments.ForRun)
        {
            verb.Add(option);
        }

        verb.Add(Queue);
        return verb.Does((invocation, cancellationToken) => RunAsync(invocation, arguments.Read(invocation), cancellationToken));
    }

    private static async Task<int> RunAsync(Invocation invocation, RunOptions options, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var progress = RunCommand.Progress(invocation.Output, application.Time);
        var run = await progress.ShowAsync(async () =>
        {
            var ground = await RunGround.OpenAsync(application, options.DataPath, options.IsSimulated, options.Agents, options.Llm, progress, cancellationToken);
            using var loggers = new StderrLoggerFactory(isVerbose: false);
            var service = new RunService(ground, loggers.CreateLogger("engine"));
            var planned = await service.PlanAsync(options, RunIds.New(application.Time), progress, cancellationToken);
            return await service.CreateAsync(invocation.Get(Queue) ? planned with { Request = planned.Request with { Origin = Queued } } : planned, cancellationToken);
        });
        invocation.Output.Warn(run.Faults);
        if (invocation.IsJson)
        {
            invocation.Output.Json(RunDocument.OfCreated(run));
            return ExitCode.Done;
        }

        invocation.Output.Heading($"run {run.Id}: {run.Status}, {run.Tasks.Count} tasks");
        var table = new TextTable("task", "agent", "after", "what");
        foreach (var task in run.Tasks)
        {
            table.Add(task.Spec.Id, task.Spec.AgentType, string.Join(", ", task.Spec.Dependencies), task.Spec.Description);
        }

        invocation.Output.Table(table);
        invocation.Output.Line(invocation.Get(Queue) ? "queued: 'omua up' executes it" : $"next: omua workflow execute {run.Id}");
        return ExitCode.Done;
    }
}
