namespace Omua.Testing;

/// <summary>Appends under a lease.</summary>
internal sealed class FenceChecks : StorageChecks
{
    public FenceChecks()
        : base("journal.fence", typeof(IRunJournal), nameof(IRunJournal.AppendAsync), nameof(IRunJournal.LeaseAsync))
    {
        Journal("lets the holder of the lease write", async (trial, journal) =>
        {
            var lease = await TakeAsync(trial, journal);
            Expect.Equal(1, await journal.AppendAsync(trial.Append(trial.Name(), 0) with { Lease = lease }, trial.Ended), "the sequence");
            Expect.Equal(2, await journal.AppendAsync(trial.Append(trial.Name(), 1) with { Lease = lease }, trial.Ended), "the sequence");
        });
        Journal("lets the holder write with the lease as it was before it was renewed", async (trial, journal) =>
        {
            var lease = await TakeAsync(trial, journal);
            await trial.PassAsync(trial.Moment);
            await TakeAsync(trial, journal);
            Expect.Equal(1, await journal.AppendAsync(trial.Append(trial.Name(), 0) with { Lease = lease }, trial.Ended), "the sequence");
        });
        Journal("lets writers without a lease write by sequence alone", async (trial, journal) =>
        {
            await TakeAsync(trial, journal);
            Expect.Equal(1, await journal.AppendAsync(trial.Append(trial.Name(), 0), trial.Ended), "the sequence");
        });
        Fences("a lease that has ended", async (trial, journal) =>
        {
            var lease = await TakeAsync(trial, journal, duration: trial.Moment);
            await trial.PassAsync(trial.Moment);
            return lease;
        });
        Fences("a lease that went to another", async (trial, journal) =>
        {
            var lease = await TakeAsync(trial, journal, duration: trial.Moment);
            await trial.PassAsync(trial.Moment);
            await TakeAsync(trial, journal, "two");
            return lease;
        });
        Fences("a lease that its owner lost and took again", async (trial, journal) =>
        {
            var lease = await TakeAsync(trial, journal, duration: trial.Moment);
            await trial.PassAsync(trial.Moment);
            await TakeAsync(trial, journal);
            return lease;
        });
        Fences("a lease that was given back", async (trial, journal) =>
        {
            var lease = await TakeAsync(trial, journal);
            await journal.ReleaseAsync(lease, trial.Ended);
            return lease;
        });
        Fences("a lease of another owner under the same token", async (trial, journal) => await TakeAsync(trial, journal) with { Owner = "two" });
        Fences("a token that was never given", async (trial, journal) => await TakeAsync(trial, journal) is var lease ? lease with { Token = lease.Token + 1 } : null!);
        Fences("a lease where none was taken", (trial, _) => Task.FromResult(new RunLease(trial.Name(), "one", 1, trial.Time.GetUtcNow().AddHours(1))));
        Fences("a lease of another run", async (trial, journal) => Expect.NotNull(await journal.LeaseAsync(trial.Name("other"), "one", StorageTrial.Long, trial.Ended), "the lease"));
    }

    private static async Task<RunLease> TakeAsync(StorageTrial trial, IRunJournal journal, string owner = "one", TimeSpan? duration = null) =>
        Expect.NotNull(await journal.LeaseAsync(trial.Name(), owner, duration ?? StorageTrial.Long, trial.Ended), $"the lease of {owner}");

    private void Fences(string what, Func<StorageTrial, IRunJournal, Task<RunLease>> lose) =>
        Journal($"stops {what}, and writes nothing", async (trial, journal) =>
        {
            var lease = await lose(trial, journal);
            var append = trial.Append(trial.Name(), 0) with { Lease = lease, SetTimers = [new("t", TimeSpan.Zero)] };
            await Expect.FailsAsync(() => journal.AppendAsync(append, trial.Ended), StorageFailure.Fenced);
            Expect.Empty(await trial.LoadAsync(journal, trial.Name()), "events");
            Expect.Empty(await trial.DueAsync(journal), "timers");
            Expect.Equal(1, await journal.AppendAsync(trial.Append(trial.Name(), 0), trial.Ended), "the sequence of the next append");
        });
}
