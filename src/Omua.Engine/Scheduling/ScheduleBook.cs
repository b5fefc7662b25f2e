using System.Globalization;
using Omua.Engine.Running;

namespace Omua.Engine.Scheduling;

/// <summary>
/// The schedules of a store. Several processes may look at once: the id of a run follows from its schedule and the moment at which it was due, so that the store takes it
/// once, and the schedule moves on by compare-and-set.
/// </summary>
internal sealed class ScheduleBook(IStorageBackend storage, TimeProvider time)
{
    /// <summary>The collection of schedules, by name.</summary>
    public const string Collection = "schedules";

    private const int PageSize = 200;
    private const int LongestName = 40;

    public async Task<IReadOnlyList<Schedule>> AllAsync(CancellationToken cancellationToken = default) =>
        [.. (await DocumentsAsync(cancellationToken).ConfigureAwait(false)).Select(document => ScheduleJson.Read(document.Json))];

    public async Task<Schedule?> FindAsync(string name, CancellationToken cancellationToken = default) =>
        await storage.Documents.GetAsync(Collection, name, cancellationToken).ConfigureAwait(false) is { } document ? ScheduleJson.Read(document.Json) : null;

    /// <summary>Writes a schedule, a new one or in place of the one of that name; it is due next after now.</summary>
    /// <exception cref="FaultException">Its name, expression or time zone cannot be used.</exception>
    public async Task<Schedule> PutAsync(Schedule schedule, CancellationToken cancellationToken = default)
    {
        if (schedule.Name.Length is 0 or > LongestName || !schedule.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'))
        {
            throw new FaultException(new Fault(FaultCodes.ScheduleInvalid, $"a schedule cannot be called '{schedule.Name}'", $"use letters, digits, '_' and '-', at most {LongestName}"));
        }

        var put = schedule with { NextAt = ScheduleClock.Next(schedule, time.GetUtcNow()) };
        await storage.Documents.PutAsync(Collection, put.Name, ScheduleJson.Write(put).ToJsonString(), null, cancellationToken).ConfigureAwait(false);
        return put;
    }

    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken = default) => storage.Documents.DeleteAsync(Collection, name, null, cancellationToken);

    /// <summary>Begins what is due.</summary>
    /// <param name="begin">Stores the run of a schedule under that id, unless the store has it; it may throw <see cref="FaultException"/> where it cannot be planned.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>One line for each schedule that was due, with what came of it.</returns>
    public async Task<IReadOnlyList<ScheduleTurn>> FireDueAsync(Func<Schedule, string, CancellationToken, Task> begin, CancellationToken cancellationToken = default)
    {
        var turns = new List<ScheduleTurn>();
        foreach (var document in await DocumentsAsync(cancellationToken).ConfigureAwait(false))
        {
            var schedule = ScheduleJson.Read(document.Json);
            if (!schedule.IsPaused && schedule.NextAt is { } due && due <= time.GetUtcNow()
                && await FireAsync(schedule, due, document.Version, begin, cancellationToken).ConfigureAwait(false) is { } turn)
            {
                turns.Add(turn);
            }
        }

        return turns;
    }

    /// <summary>The id of the run that a schedule begins for a moment.</summary>
    public static string RunId(Schedule schedule, DateTimeOffset due) => $"{due.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{schedule.Name}";

    private async Task<ScheduleTurn?> FireAsync(
        Schedule schedule, DateTimeOffset due, long version, Func<Schedule, string, CancellationToken, Task> begin, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(schedule, cancellationToken).ConfigureAwait(false);
        if (open.Count > 0 && schedule.Overlap == OverlapPolicy.Queue)
        {
            return null;
        }

        // Where nobody looked for a while, one run makes up for all that were due.
        var runId = RunId(schedule, due);
        var moved = schedule with { NextAt = ScheduleClock.Next(schedule, time.GetUtcNow()), LastAt = due };
        try
        {
            if (open.Count > 0 && schedule.Overlap == OverlapPolicy.Skip)
            {
                moved = moved with { LastSkip = $"{open[0]} was still open" };
            }
            else
            {
                foreach (var other in schedule.Overlap == OverlapPolicy.Cancel ? open : [])
                {
                    await new RunDesk(storage, time).CancelAsync(other, cancellationToken).ConfigureAwait(false);
                }

                await begin(schedule, runId, cancellationToken).ConfigureAwait(false);
                moved = moved with { LastRun = runId, LastSkip = null };
            }
        }
        catch (FaultException exception)
        {
            moved = moved with { LastSkip = exception.Faults[0].ToString() };
        }

        return await MoveAsync(moved, version, cancellationToken).ConfigureAwait(false) ? new ScheduleTurn(moved, moved.LastSkip is null ? runId : null) : null;
    }

    private async Task<bool> MoveAsync(Schedule moved, long version, CancellationToken cancellationToken)
    {
        try
        {
            await storage.Documents.PutAsync(Collection, moved.Name, ScheduleJson.Write(moved).ToJsonString(), version, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
        {
            // Another process fired it, or a person changed it meanwhile: what stands there counts.
            return false;
        }
    }

    private async Task<IReadOnlyList<string>> OpenAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        var open = new List<string>();
        string? cursor = null;
        do
        {
            var page = await storage.Journal.ListAsync(new RunQuery { IsOpen = true, Limit = PageSize, Cursor = cursor }, cancellationToken).ConfigureAwait(false);
            open.AddRange(page.Items.Where(run => run.Summary is { } summary && RunSummary.Read(summary).Origin == schedule.Origin).Select(run => run.RunId));
            cursor = page.Next;
        }
        while (cursor is not null);
        return open;
    }

    private async Task<IReadOnlyList<Document>> DocumentsAsync(CancellationToken cancellationToken)
    {
        var all = new List<Document>();
        string? cursor = null;
        do
        {
            var page = await storage.Documents.ListAsync(Collection, "", PageSize, cursor, cancellationToken).ConfigureAwait(false);
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return all;
    }
}
