namespace Omua.Testing;

/// <summary>Single runs: looking one up, deleting one, and writing one with the times of another store.</summary>
internal sealed class RunDeletionChecks : StorageChecks
{
    public RunDeletionChecks()
        : base("journal.run", typeof(IRunJournal), nameof(IRunJournal.GetAsync), nameof(IRunJournal.DeleteAsync))
    {
        Journal("is null where it is unknown", async (trial, journal) => Expect.Equal(null, await journal.GetAsync(trial.Name(), trial.Ended), "the run"));
        Journal("is the same as the list shows", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0, 3) with { Summary = """{ "a": 1.0 }""" }, trial.Ended);
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease");
            Expect.Equal(await trial.EntryAsync(journal, trial.Name()), await journal.GetAsync(trial.Name(), trial.Ended), "the run");
        });
        Journal("that was only leased is null", async (trial, journal) =>
        {
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease");
            Expect.Equal(null, await journal.GetAsync(trial.Name(), trial.Ended), "the run");
        });
        Journal("is deleted with events, timers and lease once it is closed", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0, 3) with { IsOpen = false, Summary = "1", SetTimers = [new("t", TimeSpan.Zero), new("late", StorageTrial.Long)] }, trial.Ended);
            await journal.AppendAsync(trial.Append(trial.Name("other"), 0) with { SetTimers = [new("t", TimeSpan.Zero)] }, trial.Ended);
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease");
            Expect.Equal((true, false), (await journal.DeleteAsync(trial.Name(), trial.Ended), await journal.DeleteAsync(trial.Name(), trial.Ended)), "whether there was one, and again");
            Expect.Equal(null, await journal.GetAsync(trial.Name(), trial.Ended), "the run");
            Expect.Empty(await trial.LoadAsync(journal, trial.Name()), "events");
            Expect.Empty(await journal.TimersAsync(trial.Name(), trial.Ended), "timers");
            Expect.Sequence([trial.Name("other")], (await trial.ListAsync(journal)).Select(run => run.RunId), "runs that are left");
            Expect.Sequence([trial.Name("other")], (await trial.DueAsync(journal)).Select(timer => timer.RunId), "runs with timers that are left");
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "two", StorageTrial.Long, trial.Ended), "the lease of another owner");
        });
        Journal("may take a deleted run's name", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0, 5) with { IsOpen = false, Summary = "1" }, trial.Ended);
            await journal.DeleteAsync(trial.Name(), trial.Ended);
            Expect.Equal(2, await journal.AppendAsync(trial.Append(trial.Name(), 0, 2), trial.Ended), "the sequence");
            Expect.Equal(((string?)null, 2L), (await journal.GetAsync(trial.Name(), trial.Ended)) is { } run ? (run.Summary, run.LastSequence) : default, "summary and last sequence");
        });
        Journal("does not take a token of its name's former life", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0) with { IsOpen = false }, trial.Ended);
            var lease = Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease");
            await journal.DeleteAsync(trial.Name(), trial.Ended);
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease of the new run");
            await Expect.FailsAsync(() => journal.AppendAsync(trial.Append(trial.Name(), 0) with { Lease = lease }, trial.Ended), StorageFailure.Fenced);
        });
        Journal("is not deleted while it is open", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0, 2) with { SetTimers = [new("t", TimeSpan.Zero)] }, trial.Ended);
            await Expect.FailsAsync(() => journal.DeleteAsync(trial.Name(), trial.Ended), StorageFailure.Conflict);
            Expect.Equal(2, (await trial.LoadAsync(journal, trial.Name())).Count, "events");
            Expect.Single(await trial.DueAsync(journal), "timers");
        });
        Journal("keeps the times of the store that it is copied from", async (trial, journal) =>
        {
            var (then, later) = (new DateTimeOffset(2019, 12, 31, 23, 59, 59, 987, TimeSpan.Zero), new DateTimeOffset(2020, 1, 1, 3, 0, 0, TimeSpan.FromHours(2)));
            await journal.AppendAsync(trial.Append(trial.Name("new"), 0), trial.Ended);
            await journal.AppendAsync(trial.Append(trial.Name("copy"), 0, 2) with { RecordedAt = then, SetTimers = [new("t", StorageTrial.Long)] }, trial.Ended);
            await journal.AppendAsync(trial.Append(trial.Name("copy"), 2) with { RecordedAt = later }, trial.Ended);
            Expect.Sequence([then, then, later.ToUniversalTime()], (await trial.LoadAsync(journal, trial.Name("copy"))).Select(each => each.RecordedAt), "times of events");
            var run = Expect.NotNull(await journal.GetAsync(trial.Name("copy"), trial.Ended), "the run");
            Expect.Equal((then, later.ToUniversalTime()), (run.CreatedAt, run.UpdatedAt), "CreatedAt and UpdatedAt");
            Expect.Sequence([trial.Name("new"), trial.Name("copy")], (await trial.ListAsync(journal)).Select(each => each.RunId), "runs, newest first");
            Expect.That((await journal.TimersAsync(trial.Name("copy"), trial.Ended))[0].DueAt > later.AddDays(30), "the timer of a copied run is not on the store's clock");
        }, nameof(IRunJournal.AppendAsync));
    }

    private void Journal(string promise, Func<StorageTrial, IRunJournal, Task> check, string covers) =>
        Add(promise, async trial => await check(trial, (await trial.OpenAsync()).Journal), Member<IRunJournal>(covers));
}
