using Microsoft.Extensions.Logging.Abstractions;
using Omua.Engine;
using Omua.Engine.Planning;
using Omua.Engine.Running;
using Omua.Engine.Tests;

namespace Omua.Cluster.Tests;

/// <summary>The same runs in this process, by the embedded runtime.</summary>
internal static class EmbeddedRuns
{
    public static Task ExecuteAsync(IStorageBackend store, string runId, IReadOnlyList<TaskSpec> tasks, int retries)
    {
        var agent = new FakeAgent("worker", (task, context, _) => context.Attempt!.Number <= (task.Parameters["fail"]?.GetValue<int>() ?? 0)
            ? throw new InvalidOperationException("not yet")
            : Task.FromResult(TaskResult.Completed(task, new() { ["before"] = string.Join(",", context.PreviousResults.Keys.Order(StringComparer.Ordinal)) })));
        return new RunEngine(store, new EngineOptions { Retries = retries, RetryDelay = TimeSpan.FromMilliseconds(20) }, TimeProvider.System, NullLogger.Instance).ExecuteAsync(new RunRequest
        {
            RunId = runId, Plan = new Plan { Source = "rules", Tasks = tasks }, Agents = new Dictionary<string, IAgent> { ["worker"] = agent },
            Context = new ContextData { RunId = runId, StartedAt = DateTimeOffset.UnixEpoch },
        });
    }
}
