namespace Omua.Testing;

/// <summary>Timers on the store's clock.</summary>
internal sealed class TimerChecks : StorageChecks
{
    public TimerChecks()
        : base("journal.timers", typeof(IRunJournal), nameof(IRunJournal.DueAsync))
    {
        Journal("are due once their time has come, and stay so", async (trial, journal) =>
        {
            await SetAsync(trial, journal, 0, ("t", trial.Moment), ("late", StorageTrial.Long));
            if (trial.TurnsClock)
            {
                Expect.Empty(await trial.DueAsync(journal), "due timers before their time");
            }

            await trial.PassAsync(trial.Moment);
            for (var round = 0; round < 3; round++)
            {
                var timer = Expect.Single(await trial.DueAsync(journal), "due timers");
                Expect.Equal((trial.Name(), "t"), (timer.RunId, timer.Id), "run and id");
            }
        });
        Journal("say when they fell due, in UTC", async (trial, journal) =>
        {
            await SetAsync(trial, journal, 0, ("t", trial.Moment));
            await trial.PassAsync(trial.Moment * 2);
            var timer = Expect.Single(await trial.DueAsync(journal), "due timers");
            var written = Expect.Single(await trial.LoadAsync(journal, trial.Name()), "events").RecordedAt;
            Expect.Equal(TimeSpan.Zero, timer.DueAt.Offset, "the offset of DueAt");
            Expect.That((timer.DueAt - written - trial.Moment).Duration() <= TimeSpan.FromMilliseconds(2), $"a timer of {trial.Moment} set at {written:O} fell due at {timer.DueAt:O}");
        });
        Journal("without delay are due at once", async (trial, journal) =>
        {
            await SetAsync(trial, journal, 0, ("t", TimeSpan.Zero));
            Expect.Single(await trial.DueAsync(journal), "due timers");
        });
        Journal("come earliest first", async (trial, journal) =>
        {
            await SetAsync(trial, journal, 0, ("c", TimeSpan.FromMilliseconds(30)), ("a", TimeSpan.FromMilliseconds(10)), ("d", TimeSpan.FromMilliseconds(40)), ("b", TimeSpan.FromMilliseconds(20)));
            await trial.PassAsync(TimeSpan.FromMilliseconds(50));
            Expect.Sequence(["a", "b", "c", "d"], (await trial.DueAsync(journal)).Select(timer => timer.Id), "timers");
        });
        foreach (var limit in new[] { 1, 3 })
        {
            Journal($"come at most {limit} where that is the limit", async (trial, journal) =>
            {
                await SetAsync(trial, journal, 0, [.. Enumerable.Range(0, 5).Select(number => ($"t{number}", TimeSpan.Zero))]);
                Expect.Equal(limit, (await journal.DueAsync(limit, trial.Ended)).Count, "timers");
            });
        }

        foreach (var limit in new[] { 0, -1, 1_001 })
        {
            Journal($"refuse a limit of {limit}", (trial, journal) => Expect.FailsAsync(() => journal.DueAsync(limit, trial.Ended), StorageFailure.Invalid));
        }

        Journal("of one instant come by run and id, in byte order", async (trial, journal) =>
        {
            foreach (var run in new[] { "b", "a", "é", "Z" })
            {
                await journal.AppendAsync(trial.Append(trial.Name(run), 0) with { SetTimers = [new("y", TimeSpan.Zero), new("x", TimeSpan.Zero), new("\U0001f600", TimeSpan.Zero), new("\uffee", TimeSpan.Zero)] }, trial.Ended);
            }

            var due = await trial.DueAsync(journal);
            Expect.Sequence(due.OrderBy(timer => timer.DueAt).ThenBy(timer => timer.RunId, Utf8Order.Comparer).ThenBy(timer => timer.Id, Utf8Order.Comparer), due, "timers");
            Expect.Equal(16, due.Count, "timers");
        });
        Add("of a run can be listed, due or not, by id", async trial =>
        {
            var journal = (await trial.OpenAsync()).Journal;
            await SetAsync(trial, journal, 0, ("b", StorageTrial.Long), ("a", TimeSpan.Zero), ("é", TimeSpan.FromDays(9)), ("B", TimeSpan.Zero));
            await journal.AppendAsync(trial.Append(trial.Name("other"), 0) with { SetTimers = [new("c", TimeSpan.Zero)] }, trial.Ended);
            await journal.AppendAsync(trial.Append(trial.Name(), 1) with { ClearTimers = ["a"] }, trial.Ended);
            Expect.Sequence(["B", "b", "é"], (await journal.TimersAsync(trial.Name(), trial.Ended)).Select(timer => timer.Id), "timers");
            Expect.Empty(await journal.TimersAsync(trial.Name("none"), trial.Ended), "timers of an unknown run");
        }, Member<IRunJournal>(nameof(IRunJournal.TimersAsync)));
        Journal("are moved where they are set again", async (trial, journal) =>
        {
            await SetAsync(trial, journal, 0, ("t", TimeSpan.Zero));
            await SetAsync(trial, journal, 1, ("t", StorageTrial.Long));
            Expect.Empty(await trial.DueAsync(journal), "due timers after the move");
            await SetAsync(trial, journal, 2, ("t", TimeSpan.Zero));
            Expect.Single(await trial.DueAsync(journal), "due timers after the second move");
        });
        Journal("are gone once cleared", async (trial, journal) =>
        {
            await SetAsync(trial, journal, 0, ("a", TimeSpan.Zero), ("b", TimeSpan.Zero), ("c", StorageTrial.Long));
            await journal.AppendAsync(trial.Append(trial.Name(), 1) with { ClearTimers = ["a", "c", "unknown"] }, trial.Ended);
            Expect.Sequence(["b"], (await trial.DueAsync(journal)).Select(timer => timer.Id), "timers");
        });
        Journal("that one append sets and clears are cleared", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0) with { SetTimers = [new("t", TimeSpan.Zero)], ClearTimers = ["t"] }, trial.Ended);
            Expect.Empty(await trial.DueAsync(journal), "timers");
        });
        Journal("that one append sets twice take the last delay", async (trial, journal) =>
        {
            await SetAsync(trial, journal, 0, ("t", TimeSpan.Zero), ("t", StorageTrial.Long));
            Expect.Empty(await trial.DueAsync(journal), "timers");
        });
        Journal("of two runs do not touch each other", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name("a"), 0) with { SetTimers = [new("t", TimeSpan.Zero)] }, trial.Ended);
            await journal.AppendAsync(trial.Append(trial.Name("b"), 0) with { SetTimers = [new("t", TimeSpan.Zero)] }, trial.Ended);
            await journal.AppendAsync(trial.Append(trial.Name("a"), 1) with { ClearTimers = ["t"] }, trial.Ended);
            Expect.Equal(trial.Name("b"), Expect.Single(await trial.DueAsync(journal), "timers").RunId, "the run of the timer that is left");
        });
        Journal("of ten years are kept and not due", async (trial, journal) =>
        {
            await SetAsync(trial, journal, 0, ("t", TimeSpan.FromDays(3_650)));
            Expect.Empty(await trial.DueAsync(journal), "due timers");
        });
        Journal("stay when their run is closed", async (trial, journal) =>
        {
            await SetAsync(trial, journal, 0, ("t", TimeSpan.Zero));
            await journal.AppendAsync(trial.Append(trial.Name(), 1) with { IsOpen = false }, trial.Ended);
            Expect.Single(await trial.DueAsync(journal), "due timers");
        });
        Journal("come 500 at a time in one append", async (trial, journal) =>
        {
            await SetAsync(trial, journal, 0, [.. Enumerable.Range(0, 500).Select(number => ($"t{number:000}", TimeSpan.Zero))]);
            Expect.Equal(500, (await trial.DueAsync(journal)).Select(timer => timer.Id).Distinct().Count(), "timers");
        });
    }

    private static Task SetAsync(StorageTrial trial, IRunJournal journal, long expected, params IReadOnlyList<(string Id, TimeSpan Delay)> timers) =>
        journal.AppendAsync(trial.Append(trial.Name(), expected) with { SetTimers = [.. timers.Select(timer => new NewTimer(timer.Id, timer.Delay))] }, trial.Ended);
}
