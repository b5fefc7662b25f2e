using Omua.Cli.Runs;
using Omua.Engine;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary>Shows a run that another process works on, as it goes: what the journal takes, as soon as it does.</summary>
internal sealed class RunFollower(IStorageBackend store, TimeProvider time, IRunProgress progress)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    /// <summary>Until the run has ended, waits for a person, or nobody works on it any more.</summary>
    public async Task FollowAsync(string runId, CancellationToken cancellationToken)
    {
        var state = new RunState(runId);
        var shown = new ShownEvents(progress);
        var isKnown = false;
        while (true)
        {
            await foreach (var stored in store.Journal.LoadAsync(runId, state.Sequence, cancellationToken))
            {
                var @event = RunEventJson.Read(stored);
                state.Apply(@event);
                if (isKnown)
                {
                    shown.Report(@event);
                }
            }

            if (!isKnown && state.Terms is { } terms)
            {
                progress.Planned([.. state.Tasks.All.Select(task => task.Spec)], state.Tasks.All.Where(task => task.IsOver).ToDictionary(task => task.Spec.Id, task => task.Status));
                isKnown = true;
            }

            if (state.IsOver || (await new RunHistory(store).GetAsync(runId, cancellationToken))?.Status is not RunStatus.Running)
            {
                return;
            }

            await Task.Delay(Period, time, cancellationToken);
        }
    }
}
