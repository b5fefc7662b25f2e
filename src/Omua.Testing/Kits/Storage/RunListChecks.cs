namespace Omua.Testing;

/// <summary>Listing runs, a page at a time.</summary>
internal sealed class RunListChecks : StorageChecks
{
    public RunListChecks()
        : base("journal.list", typeof(IRunJournal), nameof(IRunJournal.ListAsync))
    {
        Journal("shows what was appended", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0, 2) with { Summary = """{"s":1}""" }, trial.Ended);
            await trial.PassAsync(trial.Moment);
            await journal.AppendAsync(trial.Append(trial.Name(), 2, 3), trial.Ended);
            var entry = await trial.EntryAsync(journal, trial.Name());
            var events = await trial.LoadAsync(journal, trial.Name());
            Expect.Equal(5, entry.LastSequence, "the last sequence");
            Expect.Equal(events[0].RecordedAt, entry.CreatedAt, "CreatedAt, against the first event");
            Expect.Equal(events[^1].RecordedAt, entry.UpdatedAt, "UpdatedAt, against the last event");
            Expect.Equal(TimeSpan.Zero, entry.CreatedAt.Offset, "the offset of CreatedAt");
            Expect.Equal(null, entry.LeasedUntil, "LeasedUntil without a lease");
        });
        Journal("gives the newest first", async (trial, journal) =>
        {
            foreach (var end in new[] { "b", "c", "a" })
            {
                await journal.AppendAsync(trial.Append(trial.Name(end), 0), trial.Ended);
                await trial.PassAsync(TimeSpan.FromMilliseconds(20));
            }

            await journal.AppendAsync(trial.Append(trial.Name("b"), 1), trial.Ended);
            Expect.Sequence(["a", "c", "b"], (await trial.ListAsync(journal)).Select(run => run.RunId[trial.Name().Length..]), "runs");
        });
        foreach (var isOpen in new[] { true, false })
        {
            Journal($"gives only runs that are {(isOpen ? "open" : "closed")} where only those are asked for", async (trial, journal) =>
            {
                await journal.AppendAsync(trial.Append(trial.Name("open"), 0), trial.Ended);
                await journal.AppendAsync(trial.Append(trial.Name("closed"), 0) with { IsOpen = false }, trial.Ended);
                Expect.Sequence([trial.Name(isOpen ? "open" : "closed")], (await trial.ListAsync(journal, isOpen)).Select(run => run.RunId), "runs");
                Expect.Equal(2, (await trial.ListAsync(journal)).Count, "runs of both kinds");
            });
        }

        foreach (var limit in new[] { 0, -1, 1_001, int.MinValue, int.MaxValue })
        {
            Journal($"refuses a limit of {limit}", (trial, journal) => Expect.FailsAsync(() => journal.ListAsync(new RunQuery { Limit = limit }, trial.Ended), StorageFailure.Invalid));
        }

        foreach (var cursor in new[] { "", "nonsense", ":", "-1:", "{}", "99999999999999999999:x" })
        {
            Journal($"refuses the cursor '{cursor}'", (trial, journal) => Expect.FailsAsync(() => journal.ListAsync(new RunQuery { Cursor = cursor }, trial.Ended), StorageFailure.Invalid));
        }

        foreach (var limit in new[] { 1, 2, 3, 7, 50 })
        {
            Journal($"shows each of 7 runs once in pages of {limit}, while others begin and go on", async (trial, journal) =>
            {
                for (var number = 0; number < 7; number++)
                {
                    await journal.AppendAsync(trial.Append(trial.Name($"old{number}"), 0), trial.Ended);
                    trial.Time.Advance(TimeSpan.FromMilliseconds(number % 2));
                }

                var added = 0;
                var runs = await trial.ListAsync(journal, limit: limit, betweenPages: async () =>
                {
                    if (added < 10)
                    {
                        trial.Time.Advance(TimeSpan.FromMilliseconds(added % 2));
                        await journal.AppendAsync(trial.Append(trial.Name($"new{added++}"), 0), trial.Ended);
                        await journal.AppendAsync(trial.Append(trial.Name($"old{added % 7}"), 1 + (added - 1) / 7), trial.Ended);
                    }
                });
                Expect.Sequence(Enumerable.Range(0, 7).Select(number => trial.Name($"old{number}")),
                    runs.Select(run => run.RunId).Where(run => run.Contains("-old", StringComparison.Ordinal)).Order(StringComparer.Ordinal), "runs");
            });
        }

        Journal("orders runs of one instant by name, each once", async (trial, journal) =>
        {
            foreach (var end in new[] { "m", "a", "z", "é", "Z" })
            {
                await journal.AppendAsync(trial.Append(trial.Name(end), 0), trial.Ended);
            }

            foreach (var limit in new[] { 1, 2, 5 })
            {
                var runs = await trial.ListAsync(journal, limit: limit);
                Expect.Sequence(runs.OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.RunId, Utf8Order.Comparer).Select(run => run.RunId), runs.Select(run => run.RunId), "runs");
                Expect.Equal(5, runs.Count, "runs");
            }
        });
        Journal("has no next page where the last is full", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0), trial.Ended);
            Expect.Equal(1, (await trial.ListAsync(journal, limit: 1)).Count, "runs");
        });
        Journal("shows until when a lease is held", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0), trial.Ended);
            var lease = Expect.NotNull(await journal.LeaseAsync(trial.Name(), "owner", StorageTrial.Long, trial.Ended), "the lease");
            Expect.Equal(lease.ExpiresAt, (await trial.EntryAsync(journal, trial.Name())).LeasedUntil, "LeasedUntil");
            await journal.ReleaseAsync(lease, trial.Ended);
            Expect.Equal(null, (await trial.EntryAsync(journal, trial.Name())).LeasedUntil, "LeasedUntil after the release");
        });
        Journal("shows no lease that has ended", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0), trial.Ended);
            Expect.NotNull(await journal.LeaseAsync(trial.Name(), "owner", trial.Moment, trial.Ended), "the lease");
            await trial.PassAsync(trial.Moment);
            Expect.Equal(null, (await trial.EntryAsync(journal, trial.Name())).LeasedUntil, "LeasedUntil after the end");
        });
        Journal("shows no run that was only leased", async (trial, journal) =>
        {
            Expect.NotNull(await journal.LeaseAsync(trial.Name("never"), "owner", StorageTrial.Long, trial.Ended), "the lease");
            Expect.Empty(await trial.ListAsync(journal), "runs");
        });
    }
}
