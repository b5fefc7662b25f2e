using Microsoft.Extensions.Logging;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Engine.Running;

/// <summary>
/// Commits the turns of a run. A store that cannot be reached is waited for; whether a commit whose answer was lost is there is read, not guessed, so that no event
/// is written twice and none is left out.
/// </summary>
internal sealed partial class RunWriter(IStorageBackend storage, RunClaim claim, EngineOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <exception cref="StorageException">The store refused for good, or was away for longer than <see cref="EngineOptions.StoreOutageMax"/>.</exception>
    /// <exception cref="FaultException">Another process has taken the run.</exception>
    public async Task WriteAsync(RunState state, IReadOnlyList<RunEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        var append = Commit(state, state.Sequence - events.Count, events);
        var since = time.GetTimestamp();
        var wait = FirstWait;
        while (!await TryAsync(append, events, isFirst: wait == FirstWait, time.GetElapsedTime(since)).ConfigureAwait(false))
        {
            await Task.Delay(wait, time, CancellationToken.None).ConfigureAwait(false);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    /// <summary>The id of the timer that says when a run has taken too long: a run that waits for a person has no process that would see it.</summary>
    public const string TimeoutTimer = "timeout";

    /// <summary>The commit that takes a run from a sequence to its state.</summary>
    public static JournalAppend Commit(RunState state, long before, IReadOnlyList<RunEvent> events)
    {
        var written = new NewEvent[events.Count];
        var isBegin = false;
        for (var index = 0; index < written.Length; index++)
        {
            written[index] = RunEventJson.Write(events[index]);
            isBegin |= events[index].Kind is RunEventKind.RunStarted or RunEventKind.RunReopened;
        }

        var timeout = state.Terms?.Timeout;
        return new JournalAppend
        {
            RunId = state.RunId,
            ExpectedSequence = before,
            Events = written,
            Summary = RunSummary.Of(state),
            IsOpen = IsOpen(state),
            SetTimers = isBegin && timeout is { } limit && !state.IsOver ? [new NewTimer(TimeoutTimer, limit)] : [],
            ClearTimers = timeout is not null && state.IsOver ? [TimeoutTimer] : [],
        };
    }

    /// <summary>Whether a restart must look at the run: it is under way, or something other than a person is to begin it.</summary>
    public static bool IsOpen(RunState state) => state.Status == RunStatus.Running || (state.Status == RunStatus.Created && state.Terms?.Origin is not null);

    private async Task<bool> TryAsync(JournalAppend append, IReadOnlyList<RunEvent> events, bool isFirst, TimeSpan waited)
    {
        try
        {
            if (!isFirst && await IsThereAsync(append, events).ConfigureAwait(false))
            {
                return true;
            }

            // Not cancellable: a run that is being cancelled still has to be recorded as such.
            await storage.Journal.AppendAsync(append with { Lease = claim.Lease }, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (StorageException exception) when (exception.Failure == StorageFailure.Unavailable && waited < options.StoreOutageMax)
        {
            LogStoreAway(logger, append.RunId, exception);
            return false;
        }
        catch (StorageException exception) when (exception.Failure == StorageFailure.Fenced)
        {
            return await claim.RenewAsync(CancellationToken.None).ConfigureAwait(false) ? false : throw claim.TakenOver(exception);
        }
        catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
        {
            throw claim.TakenOver(exception);
        }
    }

    private async Task<bool> IsThereAsync(JournalAppend append, IReadOnlyList<RunEvent> events)
    {
        var index = 0;
        await foreach (var stored in storage.Journal.LoadAsync(append.RunId, append.ExpectedSequence, CancellationToken.None).ConfigureAwait(false))
        {
            var there = RunEventJson.Read(stored);
            if (index >= events.Count || (there.Kind, there.At, there.TaskId, there.Attempt) != (events[index].Kind, events[index].At, events[index].TaskId, events[index].Attempt))
            {
                return false;
            }

            index++;
        }

        return index == events.Count;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store did not take a commit of run {RunId}; trying again")]
    private static partial void LogStoreAway(ILogger logger, string runId, Exception exception);
}
