namespace Omua.Testing;

/// <summary>Order, numbering and atomicity of appends.</summary>
internal sealed class AppendChecks : StorageChecks
{
    public AppendChecks()
        : base("journal.append", typeof(IRunJournal), nameof(IRunJournal.AppendAsync), nameof(IRunJournal.LoadAsync))
    {
        foreach (var count in new[] { 1, 2, 10, 1_000 })
        {
            Journal($"numbers {count} first events from 1", async (trial, journal) =>
            {
                Expect.Equal(count, await journal.AppendAsync(trial.Append(trial.Name(), 0, count), trial.Ended), "the last sequence");
                Expect.Sequence(Enumerable.Range(1, count).Select(number => (long)number), (await trial.LoadAsync(journal, trial.Name())).Select(each => each.Sequence), "sequences");
            });
        }

        Journal("goes on where the last append ended", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0, 3), trial.Ended);
            Expect.Equal(5, await journal.AppendAsync(trial.Append(trial.Name(), 3, 2), trial.Ended), "the last sequence");
            Expect.Sequence([1L, 2, 3, 4, 5], (await trial.LoadAsync(journal, trial.Name())).Select(each => each.Sequence), "sequences");
        });
        Journal("keeps kind and content of each event, in order", async (trial, journal) =>
        {
            var events = new NewEvent[] { new("first", """{"a":[1,2.5,null,true],"b":{"c":"d"}}"""), new("second", "[]"), new("third", "\"text\""), new("fourth", "12.50"), new("fifth", "null") };
            await journal.AppendAsync(trial.Append(trial.Name(), 0) with { Events = events }, trial.Ended);
            var loaded = await trial.LoadAsync(journal, trial.Name());
            Expect.Sequence(events.Select(each => each.Kind), loaded.Select(each => each.Kind), "kinds");
            foreach (var (written, read) in events.Zip(loaded))
            {
                Expect.Equal(written.Json, read.Json, $"the event {written.Kind}");
            }
        });
        foreach (var (wrong, after) in new[] { (0L, 3), (2L, 3), (4L, 3), (100L, 3), (1L, 0), (long.MaxValue, 1) })
        {
            Journal($"conflicts at sequence {wrong} after {after} events, and writes nothing", (trial, journal) => ConflictAsync(trial, journal, wrong, after));
        }

        Journal("that conflicts changes neither summary, state nor timers", async (trial, journal) =>
        {
            var run = trial.Name();
            await journal.AppendAsync(trial.Append(run, 0) with { Summary = """{"a":1}""", SetTimers = [new("kept", TimeSpan.Zero)] }, trial.Ended);
            var wrong = trial.Append(run, 0) with { IsOpen = false, Summary = """{"a":2}""", SetTimers = [new("new", TimeSpan.Zero)], ClearTimers = ["kept"] };
            await Expect.FailsAsync(() => journal.AppendAsync(wrong, trial.Ended), StorageFailure.Conflict);
            var entry = await trial.EntryAsync(journal, run);
            Expect.That(entry.IsOpen, "the run was closed by an append that conflicted");
            Expect.Equal("""{"a":1}""", entry.Summary, "the summary");
            Expect.Sequence(["kept"], (await trial.DueAsync(journal)).Select(timer => timer.Id), "due timers");
        });
        Journal("tells two runs apart", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name("a"), 0, 2), trial.Ended);
            Expect.Equal(1, await journal.AppendAsync(trial.Append(trial.Name("b"), 0), trial.Ended), "the sequence of the other run");
            Expect.Equal(3, await journal.AppendAsync(trial.Append(trial.Name("a"), 2), trial.Ended), "the sequence of the first run");
        });
        Journal("keeps the summary where none is given, and replaces it where one is", async (trial, journal) =>
        {
            var run = trial.Name();
            await journal.AppendAsync(trial.Append(run, 0), trial.Ended);
            Expect.Equal(null, (await trial.EntryAsync(journal, run)).Summary, "the summary before one was given");
            await journal.AppendAsync(trial.Append(run, 1) with { Summary = """{"goal":"x"}""" }, trial.Ended);
            await journal.AppendAsync(trial.Append(run, 2), trial.Ended);
            Expect.Equal("""{"goal":"x"}""", (await trial.EntryAsync(journal, run)).Summary, "the summary");
            await journal.AppendAsync(trial.Append(run, 3) with { Summary = "[1]" }, trial.Ended);
            Expect.Equal("[1]", (await trial.EntryAsync(journal, run)).Summary, "the summary");
        });
        Journal("opens and closes the run as it says", async (trial, journal) =>
        {
            var run = trial.Name();
            foreach (var (expected, isOpen) in new[] { (0L, true), (1L, false), (2L, true), (3L, false) })
            {
                await journal.AppendAsync(trial.Append(run, expected) with { IsOpen = isOpen }, trial.Ended);
                Expect.Equal(isOpen, (await trial.EntryAsync(journal, run)).IsOpen, $"whether the run is open after {expected + 1} events");
            }
        });
        Journal("records when, in UTC, by the store's clock", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0), trial.Ended);
            await trial.PassAsync(trial.Moment);
            await journal.AppendAsync(trial.Append(trial.Name(), 1), trial.Ended);
            var events = await trial.LoadAsync(journal, trial.Name());
            Expect.That(events.TrueForAll(each => each.RecordedAt.Offset == TimeSpan.Zero), "RecordedAt is not in UTC");
            var passed = events[1].RecordedAt - events[0].RecordedAt;
            Expect.That(passed >= trial.Moment - TimeSpan.FromMilliseconds(1), $"{trial.Moment} passed between two appends, and they are recorded {passed} apart");
        });
        Journal("goes on when the clock is set back", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0, 2), trial.Ended);
            trial.Time.SetBack(TimeSpan.FromHours(5));
            Expect.Equal(4, await journal.AppendAsync(trial.Append(trial.Name(), 2, 2), trial.Ended), "the last sequence");
            Expect.Sequence([1L, 2, 3, 4], (await trial.LoadAsync(journal, trial.Name())).Select(each => each.Sequence), "sequences");
        });
    }

    private static async Task ConflictAsync(StorageTrial trial, IRunJournal journal, long wrong, int after)
    {
        if (after > 0)
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0, after), trial.Ended);
        }

        var append = trial.Append(trial.Name(), 0) with { ExpectedSequence = wrong };
        await Expect.FailsAsync(() => journal.AppendAsync(append, trial.Ended), StorageFailure.Conflict);
        Expect.Equal(after, (await trial.LoadAsync(journal, trial.Name())).Count, "events after the conflict");
        Expect.Equal(after > 0 ? 1 : 0, (await trial.ListAsync(journal)).Count, "runs after the conflict");
        Expect.Equal(after + 1, await journal.AppendAsync(trial.Append(trial.Name(), after), trial.Ended), "the sequence after the conflict");
    }
}
