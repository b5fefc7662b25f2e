using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Omua.Cli.Acting;

/// <summary>
/// Approves and applies. The order of an application is what makes it safe: the day's ledger first, then one compare-and-set that takes the approvals and records the files
/// whole, then the files, then the word that they are there. Whatever is cut off in between either left everything free, or is finished later with the very same files.
/// </summary>
/// <param name="documents">The store.</param>
/// <param name="settings">The caps.</param>
/// <param name="time">The clock.</param>
/// <param name="write">Writes the files of an application; may be called again for the same one.</param>
internal sealed class ActingDesk(IDocumentStore documents, ActingSettings settings, TimeProvider time, Func<ChangeApplication, CancellationToken, Task> write)
{
    public const string Collection = "acting";
    private const int LongestFight = 1000;
    private readonly DayLedger _ledger = new(documents, settings);

    public static string KeyOf(string runId) => $"run/{runId}";

    public static async Task<ActingState> StateAsync(IDocumentStore documents, string runId, CancellationToken cancellationToken) =>
        await documents.GetAsync(Collection, KeyOf(runId), cancellationToken) is { } document ? ActingState.Read(document.Json) : new ActingState();

    /// <summary>Approves changes; one that is approved already stays as it was approved.</summary>
    /// <exception cref="FaultException">One was used already.</exception>
    public Task<ActingState> ApproveAsync(string runId, IReadOnlyList<SpendChange> changes, string by, string note, CancellationToken cancellationToken) => ChangeAsync(runId, state =>
    {
        var fresh = changes.Where(change => state.Approvals.GetValueOrDefault(change.Proposal.Id)?.Hash != change.Hash).ToList();
        RequireUnused(state, changes);
        var now = time.GetUtcNow();
        return fresh.Count == 0 ? state : (state with
        {
            Approvals = state.Approvals.SetItems(fresh.Select(change => KeyValuePair.Create(change.Proposal.Id, new Approval { Hash = change.Hash, By = by, At = now, Note = note }))),
        }).Noted("approved", by, now, fresh.Select(change => change.Proposal.Id));
    }, cancellationToken);

    /// <summary>Takes approvals back that were not used.</summary>
    /// <exception cref="FaultException">One was used already.</exception>
    public Task<ActingState> WithdrawAsync(string runId, IReadOnlyList<SpendChange> changes, string by, CancellationToken cancellationToken) => ChangeAsync(runId, state =>
    {
        RequireUnused(state, changes);
        var there = changes.Select(change => change.Proposal.Id).Where(state.Approvals.ContainsKey).ToList();
        return there.Count == 0 ? state : (state with { Approvals = state.Approvals.RemoveRange(there) }).Noted("withdrew", by, time.GetUtcNow(), there);
    }, cancellationToken);

    /// <summary>What an application would be refused for; changes nothing.</summary>
    public async Task<IReadOnlyList<Fault>> TryAsync(string runId, IReadOnlyList<SpendChange> changes, CancellationToken cancellationToken)
    {
        var state = await StateAsync(documents, runId, cancellationToken);
        return [.. Faults(runId, state, changes), .. await _ledger.TryAsync(runId, changes, time.GetUtcNow(), cancellationToken)];
    }

    /// <summary>Uses the approvals of changes, all or none.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="changes">What was approved, and has passed the guards.</param>
    /// <param name="folder">Where the files go, as a full path.</param>
    /// <param name="files">Makes the files, given the id of the application.</param>
    /// <param name="by">Who applies.</param>
    /// <param name="cancellationToken">Heeded until the approvals are taken.</param>
    /// <exception cref="FaultException">An approval is missing or used, or a cap leaves no room; nothing was applied.</exception>
    public async Task<(string Id, ChangeApplication Application)> ApplyAsync(
        string runId, IReadOnlyList<SpendChange> changes, string folder, Func<string, IReadOnlyList<ChangeFileText>> files, string by, CancellationToken cancellationToken)
    {
        var (id, now) = (RandomNumberGenerator.GetHexString(12, lowercase: true), time.GetUtcNow());
        if (Faults(runId, await StateAsync(documents, runId, cancellationToken), changes) is { Count: > 0 } early)
        {
            throw new FaultException(early);
        }

        await _ledger.ReserveAsync(runId, changes, now, cancellationToken);
        var application = new ChangeApplication { By = by, At = now, Folder = folder, Files = files(id) };
        await ChangeAsync(runId, state => Faults(runId, state, changes) is { Count: > 0 } faults ? throw new FaultException(faults) : (state with
        {
            Approvals = state.Approvals.SetItems(changes.Select(change => KeyValuePair.Create(
                change.Proposal.Id, state.Approvals[change.Proposal.Id] with { Application = id, Moved = change.Moved }))),
            Applications = state.Applications.Add(id, application),
        }).Noted("began to apply", by, now, changes.Select(change => change.Proposal.Id), id), cancellationToken);
        return (id, await FinishAsync(runId, id, application, by));
    }

    /// <summary>Finishes what was interrupted: applications whose files may not be there.</summary>
    public async Task<IReadOnlyList<string>> ReconcileAsync(string runId, string by, CancellationToken cancellationToken)
    {
        var open = (await StateAsync(documents, runId, cancellationToken)).Applications.Where(each => each.Value.DoneAt is null).ToList();
        foreach (var (id, application) in open)
        {
            await FinishAsync(runId, id, application, by);
        }

        return [.. open.Select(each => each.Key)];
    }

    /// <returns>Whether it was written; false where the version is another.</returns>
    internal static async Task<bool> PutAsync(IDocumentStore documents, string key, JsonObject json, long version, CancellationToken cancellationToken)
    {
        try
        {
            await documents.PutAsync(Collection, key, json.ToJsonString(), version, cancellationToken);
            return true;
        }
        catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
        {
            return false;
        }
    }

    private async Task<ChangeApplication> FinishAsync(string runId, string id, ChangeApplication application, string by)
    {
        // The approvals are used: from here on stopping would only leave the files for later.
        await write(application, CancellationToken.None);
        var now = time.GetUtcNow();
        var state = await ChangeAsync(runId, state => state.Applications[id].DoneAt is not null ? state : (state with
        {
            Applications = state.Applications.SetItem(id, state.Applications[id] with { DoneAt = now }),
        }).Noted("applied", by, now, state.Approvals.Where(each => each.Value.Application == id).Select(each => each.Key), id), CancellationToken.None);
        return state.Applications[id];
    }

    private List<Fault> Faults(string runId, ActingState state, IReadOnlyList<SpendChange> changes)
    {
        var faults = Used(state, changes).ToList();
        var missing = changes.Where(change => !state.Approvals.ContainsKey(change.Proposal.Id)).Select(change => change.Proposal.Id).ToList();
        if (missing.Count > 0)
        {
            faults.Add(ActingFaults.NotApproved(runId, missing));
        }

        faults.AddRange(changes.Where(change => state.Approvals.GetValueOrDefault(change.Proposal.Id) is { } approval && approval.Hash != change.Hash)
            .Select(change => ActingFaults.Stale($"{change.Proposal.Id} is not what was approved", $"look at it again: omua approve {runId} {change.Proposal.Id}")));
        if (settings.Caps.Run is { } cap && state.Moved + changes.Sum(change => change.Moved) is var moved && moved > cap)
        {
            faults.Add(ActingFaults.Capped("acting.caps.run", cap, moved, settings.Currency));
        }

        return faults;
    }

    private static void RequireUnused(ActingState state, IReadOnlyList<SpendChange> changes)
    {
        if (Used(state, changes).ToList() is { Count: > 0 } used)
        {
            throw new FaultException(used);
        }
    }

    private static IEnumerable<Fault> Used(ActingState state, IReadOnlyList<SpendChange> changes) => changes
        .Select(change => (change.Proposal.Id, state.Approvals.GetValueOrDefault(change.Proposal.Id)?.Application))
        .Where(each => each.Application is not null)
        .Select(each => ActingFaults.Used(each.Id, each.Application!, state.Applications[each.Application!]));

    private async Task<ActingState> ChangeAsync(string runId, Func<ActingState, ActingState> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < LongestFight; attempt++)
        {
            var document = await documents.GetAsync(Collection, KeyOf(runId), cancellationToken);
            var state = document is null ? new ActingState() : ActingState.Read(document.Json);
            var next = change(state);
            if (ReferenceEquals(next, state) || await PutAsync(documents, KeyOf(runId), next.Json, document?.Version ?? 0, cancellationToken))
            {
                return next;
            }
        }

        throw new FaultException(ActingFaults.Busy);
    }
}
