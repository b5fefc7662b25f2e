namespace Omua.Testing;

/// <summary>Reading the events of a run.</summary>
internal sealed class LoadChecks : StorageChecks
{
    public LoadChecks()
        : base("journal.load", typeof(IRunJournal), nameof(IRunJournal.LoadAsync))
    {
        Journal("gives nothing for an unknown run", async (trial, journal) => Expect.Empty(await trial.LoadAsync(journal, trial.Name()), "events"));
        Journal("gives nothing for a run's name without characters", async (trial, journal) => Expect.Empty(await trial.LoadAsync(journal, ""), "events"));
        foreach (var (after, count) in new[] { (0L, 5), (1L, 4), (4L, 1), (5L, 0), (6L, 0), (long.MaxValue, 0) })
        {
            Journal($"gives {count} of 5 events after sequence {after}", async (trial, journal) =>
            {
                await journal.AppendAsync(trial.Append(trial.Name(), 0, 5), trial.Ended);
                Expect.Sequence(Enumerable.Range(6 - count, count).Select(number => (long)number), (await trial.LoadAsync(journal, trial.Name(), after)).Select(each => each.Sequence), "sequences");
            });
        }

        Journal("gives 2,500 events of many appends in order, each once", async (trial, journal) =>
        {
            for (var written = 0; written < 2_500; written += 250)
            {
                await journal.AppendAsync(trial.Append(trial.Name(), written, 250), trial.Ended);
            }

            Expect.Sequence(Enumerable.Range(1, 2_500).Select(number => (long)number), (await trial.LoadAsync(journal, trial.Name())).Select(each => each.Sequence), "sequences");
        });
        Journal("can be left before its end, and begun anew", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0, 1_200), trial.Ended);
            var loading = journal.LoadAsync(trial.Name(), 0, trial.Ended);
            foreach (var take in new[] { 1, 700 })
            {
                Expect.Equal(take, await loading.Take(take).CountAsync(trial.Ended), "events before leaving");
            }

            Expect.Equal(1_200, await loading.CountAsync(trial.Ended), "events of the whole");
            Expect.Equal(1_201, await journal.AppendAsync(trial.Append(trial.Name(), 1_200), trial.Ended), "the sequence after leaving");
        });
        Journal("shows a whole beginning while the run is written", async (trial, journal) =>
        {
            var run = trial.Name();
            var writing = Task.Run(async () =>
            {
                for (var written = 0; written < 60; written += 3)
                {
                    await journal.AppendAsync(trial.Append(run, written, 3), trial.Ended);
                }
            });
            var longest = 0;
            while (longest < 60)
            {
                var isOver = writing.IsCompleted;
                var events = await trial.LoadAsync(journal, run);
                Expect.Sequence(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(each => each.Sequence), "sequences");
                Expect.That(events.Count % 3 == 0, $"{events.Count} events: an append of 3 was seen in part");
                Expect.That(events.Count >= longest, $"{longest} events were seen before, and now {events.Count}");
                Expect.That(!isOver || events.Count == 60, $"all 60 events are written, and {events.Count} are seen");
                longest = events.Count;
            }

            await writing;
        });
        Journal("tells apart names that differ in case, spaces or composition", async (trial, journal) =>
        {
            string[] names = ["run", "Run", "run ", " run", "caf\u00e9", "cafe\u0301", "run\u0001", "ran"];
            for (var number = 0; number < names.Length; number++)
            {
                await journal.AppendAsync(trial.Append(trial.Name(names[number]), 0, number + 1), trial.Ended);
            }

            for (var number = 0; number < names.Length; number++)
            {
                Expect.Equal(number + 1, (await trial.LoadAsync(journal, trial.Name(names[number]))).Count, $"events of '{names[number]}'");
            }
        });
    }
}
