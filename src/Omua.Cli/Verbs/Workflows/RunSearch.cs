using Omua.Engine;
using Omua.Engine.Journal;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary>Finds the run that a person means.</summary>
internal static class RunSearch
{
    private const int PageSize = 500;

    /// <summary>The run of that id, or the only one whose id begins so.</summary>
    public static async Task<RunEntry> FindAsync(RunHistory history, string id, CancellationToken cancellationToken)
    {
        if (id.Length > 0 && await history.EntryAsync(id, cancellationToken) is { } exact)
        {
            return exact;
        }

        var matches = await AllAsync(history, new RunQuery { Limit = PageSize }, run => id.Length > 0 && run.RunId.StartsWith(id, StringComparison.Ordinal), cancellationToken);
        return matches.Count == 1
            ? matches[0]
            : throw new FaultException(new Fault(
                FaultCodes.RunUnknown,
                matches.Count == 0 ? $"there is no run '{id}'" : $"{matches.Count} runs begin with '{id}'",
                "'omua workflow list' shows the ids"));
    }

    /// <summary>The interrupted run, where there is one and no more.</summary>
    public static async Task<RunEntry> OnlyInterruptedAsync(RunHistory history, CancellationToken cancellationToken)
    {
        var interrupted = WireNames.Of(RunStatus.Interrupted);
        var found = await AllAsync(history, new RunQuery { Limit = PageSize, IsOpen = true }, run => RunEntryJson.Status(run) == interrupted, cancellationToken);
        return found.Count == 1
            ? found[0]
            : throw new FaultException(new Fault(
                FaultCodes.NoSingleRun,
                found.Count == 0 ? "no run is interrupted" : $"{found.Count} runs are interrupted: {string.Join(", ", found.Select(run => run.RunId))}",
                found.Count == 0 ? "'omua workflow list' shows the runs" : $"name one: omua workflow resume {found[0].RunId}"));
    }

    /// <summary>What to say where the run stands otherwise than the verb needs it, with the verb that fits.</summary>
    public static FaultException NotInState(StoredRun run, string what) => new(run.Status switch
    {
        RunStatus.Created => new Fault(FaultCodes.RunInOtherState, $"run {run.State.RunId} was created and has not started; {what}", $"omua workflow execute {run.State.RunId}"),
        RunStatus.Interrupted => new Fault(FaultCodes.RunInOtherState, $"run {run.State.RunId} has started and was interrupted; {what}", $"omua workflow resume {run.State.RunId}"),
        RunStatus.Waiting => new Fault(FaultCodes.RunInOtherState, $"run {run.State.RunId} waits for a person; {what}", $"omua workflow approve {run.State.RunId}"),
        RunStatus.Running => new Fault(FaultCodes.RunIsBusy, $"another process works on run {run.State.RunId}", $"watch it with: omua workflow status {run.State.RunId}"),
        _ => new Fault(FaultCodes.RunIsOver, $"run {run.State.RunId} has ended ({WireNames.Of(run.Status)}); {what}", "start a new run"),
    });

    private static async Task<List<RunEntry>> AllAsync(RunHistory history, RunQuery query, Func<RunEntry, bool> matches, CancellationToken cancellationToken)
    {
        var found = new List<RunEntry>();
        string? cursor = null;
        do
        {
            var page = await history.EntriesAsync(query with { Cursor = cursor }, cancellationToken);
            found.AddRange(page.Items.Where(matches));
            cursor = page.Next;
        }
        while (cursor is not null);
        return found;
    }
}
