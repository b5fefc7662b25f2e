using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>
/// Traces of runs and tasks. The trace's id follows from the run's id, so that all processes that ever worked on a run write into one trace; calls of plugins and models
/// are traced below the attempt that makes them.
/// </summary>
internal static class EngineActivity
{
    public const string SourceName = "Omua.Engine";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The work of one process on a run; null where nobody listens.</summary>
    public static Activity? Run(string runId, string owner)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(runId));
        var parent = new ActivityContext(
            ActivityTraceId.CreateFromBytes(hash.AsSpan(0, 16)), ActivitySpanId.CreateFromBytes(hash.AsSpan(16, 8)), ActivityTraceFlags.Recorded, isRemote: true);
        var activity = Source.StartActivity("omua.run", ActivityKind.Internal, parent);
        activity?.SetTag("omua.run.id", runId).SetTag("omua.run.owner", owner);
        return activity;
    }

    /// <summary>The current activity of the calls below it; null where nobody listens.</summary>
    public static Activity? Attempt(ActivityContext run, string runId, TaskSpec task, int attempt)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var activity = Source.StartActivity("omua.task", ActivityKind.Internal, run);
        activity?.SetTag("omua.run.id", runId).SetTag("omua.task.id", task.Id).SetTag("omua.task.agent", task.AgentType).SetTag("omua.task.kind", task.Kind).SetTag("omua.task.attempt", attempt);
        return activity;
    }

    public static void End(Activity? activity, RunSignal outcome)
    {
        if (activity is not null)
        {
            activity.SetTag("omua.task.outcome", WireNames.Of(outcome.Kind));
            if (outcome.Kind == RunSignalKind.AttemptFailed)
            {
                activity.SetStatus(ActivityStatusCode.Error, outcome.Reason);
            }

            activity.Dispose();
        }
    }

    public static void End(Activity? activity, RunState state)
    {
        activity?.SetTag("omua.run.status", WireNames.Of(state.IsWaiting ? RunStatus.Waiting : state.Status));
        if (state.Status == RunStatus.Failed)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
        }
    }
}
