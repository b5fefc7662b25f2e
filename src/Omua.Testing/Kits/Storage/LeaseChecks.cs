namespace Omua.Testing;

/// <summary>Who may write a run.</summary>
internal sealed class LeaseChecks : StorageChecks
{
    public LeaseChecks()
        : base("journal.lease", typeof(IRunJournal), nameof(IRunJournal.LeaseAsync), nameof(IRunJournal.ReleaseAsync))
    {
        Journal("is given to the first that asks, with a run that is not there yet", async (trial, journal) =>
        {
            var lease = Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease");
            Expect.Equal((trial.Name(), "one", true), (lease.RunId, lease.Owner, lease.Token > 0), "run, owner and whether the token is above 0");
            Expect.Equal(TimeSpan.Zero, lease.ExpiresAt.Offset, "the offset of ExpiresAt");
        });
        Journal("is refused to others while it is held", async (trial, journal) =>
        {
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease");
            Expect.Equal(null, await journal.LeaseAsync(trial.Name(), "two", StorageTrial.Long, trial.Ended), "the lease of another");
            Expect.Equal(null, await journal.LeaseAsync(trial.Name(), "ONE", StorageTrial.Long, trial.Ended), "the lease of an owner that differs in case");
        });
        Journal("is renewed under the same token, and lasts longer", async (trial, journal) =>
        {
            var first = Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease");
            await trial.PassAsync(trial.Moment);
            var renewed = Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the renewed lease");
            Expect.Equal(first.Token, renewed.Token, "the token");
            Expect.That(renewed.ExpiresAt > first.ExpiresAt, $"the lease was renewed at {first.ExpiresAt:O} and ends at {renewed.ExpiresAt:O}");
        });
        Journal("can be shortened by its owner", async (trial, journal) =>
        {
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease");
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", trial.Moment, trial.Ended), "the shortened lease");
            await trial.PassAsync(trial.Moment);
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "two", StorageTrial.Long, trial.Ended), "the lease of the next");
        });
        foreach (var next in new[] { "one", "two" })
        {
            Journal($"that has ended goes to {(next == "one" ? "its old owner" : "another")} under a greater token", async (trial, journal) =>
            {
                var first = Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", trial.Moment, trial.Ended), "the lease");
                await trial.PassAsync(trial.Moment);
                var second = Expect.NotNull(await journal.LeaseAsync(trial.Name(), next, StorageTrial.Long, trial.Ended), "the next lease");
                Expect.That(second.Token > first.Token, $"the token went from {first.Token} to {second.Token}");
                Expect.Equal(next, second.Owner, "the owner");
            });
            Journal($"that was given back goes to {(next == "one" ? "its old owner" : "another")} at once, under a greater token", async (trial, journal) =>
            {
                var first = Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease");
                await journal.ReleaseAsync(first, trial.Ended);
                var second = Expect.NotNull(await journal.LeaseAsync(trial.Name(), next, StorageTrial.Long, trial.Ended), "the next lease");
                Expect.That(second.Token > first.Token, $"the token went from {first.Token} to {second.Token}");
            });
        }

        Journal("ends at its very end", async (trial, journal) =>
        {
            if (!trial.TurnsClock)
            {
                throw new CheckSkippedException("the store has a clock of its own");
            }

            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", TimeSpan.FromSeconds(10), trial.Ended), "the lease");
            trial.Time.Advance(TimeSpan.FromMilliseconds(9_999));
            Expect.Equal(null, await journal.LeaseAsync(trial.Name(), "two", StorageTrial.Long, trial.Ended), "the lease of another 1 ms before the end");
            trial.Time.Advance(TimeSpan.FromMilliseconds(1));
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "two", StorageTrial.Long, trial.Ended), "the lease of another at the end");
        });
        Journal("tokens grow over 20 owners", async (trial, journal) =>
        {
            long last = 0;
            for (var number = 0; number < 20; number++)
            {
                var lease = Expect.NotNull(await journal.LeaseAsync(trial.Name(), $"owner{number % 3}", StorageTrial.Long, trial.Ended), "the lease");
                Expect.That(lease.Token > last, $"the token went from {last} to {lease.Token}");
                last = lease.Token;
                await journal.ReleaseAsync(lease, trial.Ended);
            }
        });
        Journal("of one run does not touch another's", async (trial, journal) =>
        {
            Expect.NotNull(await journal.LeaseAsync(trial.Name("a"), "one", StorageTrial.Long, trial.Ended), "the lease");
            Expect.NotNull(await journal.LeaseAsync(trial.Name("b"), "two", StorageTrial.Long, trial.Ended), "the lease of another run");
        });
        Journal("given back late changes nothing", async (trial, journal) =>
        {
            var first = Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", trial.Moment, trial.Ended), "the lease");
            await trial.PassAsync(trial.Moment);
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "two", StorageTrial.Long, trial.Ended), "the next lease");
            await journal.ReleaseAsync(first, trial.Ended);
            Expect.Equal(null, await journal.LeaseAsync(trial.Name(), "three", StorageTrial.Long, trial.Ended), "the lease of a third");
        });
        Journal("given back twice, or never given, changes nothing", async (trial, journal) =>
        {
            var first = Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease");
            await journal.ReleaseAsync(first, trial.Ended);
            await journal.ReleaseAsync(first, trial.Ended);
            await journal.ReleaseAsync(new RunLease(trial.Name("none"), "one", 1, first.ExpiresAt), trial.Ended);
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "two", StorageTrial.Long, trial.Ended), "the next lease");
            await journal.ReleaseAsync(first, trial.Ended);
            Expect.Equal(null, await journal.LeaseAsync(trial.Name(), "three", StorageTrial.Long, trial.Ended), "the lease of a third");
        });
        Journal("is not given back by another owner with the same token", async (trial, journal) =>
        {
            var first = Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease");
            await journal.ReleaseAsync(first with { Owner = "two" }, trial.Ended);
            Expect.Equal(null, await journal.LeaseAsync(trial.Name(), "two", StorageTrial.Long, trial.Ended), "the lease of another");
        });
        foreach (var duration in new[] { TimeSpan.Zero, TimeSpan.FromSeconds(-1), TimeSpan.MinValue, TimeSpan.FromHours(24.1), TimeSpan.MaxValue })
        {
            Journal($"of {duration} is refused", (trial, journal) => Expect.FailsAsync(() => journal.LeaseAsync(trial.Name(), "one", duration, trial.Ended), StorageFailure.Invalid));
        }

        Journal("without an owner or a run is refused", async (trial, journal) =>
        {
            await Expect.FailsAsync(() => journal.LeaseAsync(trial.Name(), "", StorageTrial.Long, trial.Ended), StorageFailure.Invalid);
            await Expect.FailsAsync(() => journal.LeaseAsync("", "one", StorageTrial.Long, trial.Ended), StorageFailure.Invalid);
        });
        Journal("of one day is given", async (trial, journal) =>
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", TimeSpan.FromDays(1), trial.Ended), "the lease"));
        foreach (var owners in new[] { 2, 16 })
        {
            Journal($"goes to exactly one of {owners} that ask at once", async (trial, journal) =>
            {
                var leases = await Task.WhenAll(Enumerable.Range(0, owners).Select(number => Task.Run(() => journal.LeaseAsync(trial.Name(), $"owner{number}", StorageTrial.Long, trial.Ended))));
                Expect.Equal(1, leases.Count(lease => lease is not null), "leases that were given");
            });
        }
    }
}
