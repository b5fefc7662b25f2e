namespace Omua.Testing;

/// <summary>Random histories of a journal, step by step against one in memory, and from several clients at once. Each seed is a check, so that a failure can be played again.</summary>
internal sealed class JournalHistoryChecks : StorageChecks
{
    private const int Histories = 20;
    private const int Steps = 60;
    private const int SharedHistories = 8;

    public JournalHistoryChecks()
        : base("history.journal", typeof(IRunJournal), nameof(IRunJournal.AppendAsync), nameof(IRunJournal.LoadAsync), nameof(IRunJournal.ListAsync), nameof(IRunJournal.LeaseAsync), nameof(IRunJournal.ReleaseAsync), nameof(IRunJournal.DueAsync))
    {
        for (var seed = 1; seed <= Histories; seed++)
        {
            var number = seed;
            Add($"{Steps} steps of seed {number} give what the contract says", async trial => await (await JournalHistory.BeginAsync(trial, number)).PlayAsync(Steps));
        }

        for (var seed = 1; seed <= SharedHistories; seed++)
        {
            var number = seed;
            Journal($"four clients of seed {number} lose nothing, double nothing and see nothing in part", (trial, journal) => ShareAsync(trial, journal, number));
        }
    }

    private static async Task ShareAsync(StorageTrial trial, IRunJournal journal, int seed)
    {
        var run = trial.Name();
        var batches = await Task.WhenAll(Enumerable.Range(0, 4).Select(client => Task.Run(async () =>
        {
            var random = new Random(seed * 100 + client);
            var acknowledged = new List<string>();
            for (var step = 0; step < 25;)
            {
                var seen = await trial.LoadAsync(journal, run);
                Whole(seen);
                var (name, size) = ($"{client}-{step}", 1 + random.Next(3));
                var events = Enumerable.Range(0, size).Select(part => new NewEvent($"{name}/{size}", $"{part}")).ToList();
                try
                {
                    await journal.AppendAsync(new JournalAppend { RunId = run, ExpectedSequence = seen.Count, Events = events, IsOpen = true }, trial.Ended);
                    acknowledged.Add($"{name}/{size}");
                    step++;
                }
                catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
                {
                    // Another client was faster: look again.
                }
            }

            return acknowledged;
        })));
        var all = await trial.LoadAsync(journal, run);
        Whole(all);
        Expect.Sequence(batches.SelectMany(batch => batch).Order(StringComparer.Ordinal), all.Where(each => each.Json == "0").Select(each => each.Kind).Order(StringComparer.Ordinal), "appends in the journal, against those that were acknowledged");
    }

    /// <summary>Sequences without gap, and each append's events together, complete and in order.</summary>
    private static void Whole(IReadOnlyList<JournalEvent> events)
    {
        for (var index = 0; index < events.Count;)
        {
            var size = events[index].Kind[^1] - '0';
            Expect.That(index + size <= events.Count, $"the append {events[index].Kind} was seen in part");
            for (var part = 0; part < size; part++, index++)
            {
                Expect.Equal((index + 1L, $"{part}", events[index - part].Kind), (events[index].Sequence, events[index].Json, events[index].Kind), $"the event at {index + 1}");
            }
        }
    }
}
