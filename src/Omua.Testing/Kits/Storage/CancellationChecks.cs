namespace Omua.Testing;

/// <summary>Calls that are cancelled: before they begin, and at moments spread over their course.</summary>
internal sealed class CancellationChecks : StorageChecks
{
    private const int Moments = 40;

    public CancellationChecks()
        : base("cancellation", typeof(IRunJournal), nameof(IRunJournal.AppendAsync))
    {
        var gone = new CancellationToken(canceled: true);
        Before("an append", Member<IRunJournal>(nameof(IRunJournal.AppendAsync)), (trial, store) => store.Journal.AppendAsync(trial.Append(trial.Name(), 0), gone));
        Before("a load", Member<IRunJournal>(nameof(IRunJournal.LoadAsync)), async (trial, store) => await store.Journal.LoadAsync(trial.Name(), 0, gone).CountAsync(trial.Ended));
        Before("a list", Member<IRunJournal>(nameof(IRunJournal.ListAsync)), (_, store) => store.Journal.ListAsync(new RunQuery(), gone));
        Before("a lease", Member<IRunJournal>(nameof(IRunJournal.LeaseAsync)), (trial, store) => store.Journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, gone));
        Before("a release", Member<IRunJournal>(nameof(IRunJournal.ReleaseAsync)), (trial, store) => store.Journal.ReleaseAsync(new RunLease(trial.Name(), "one", 1, trial.Time.GetUtcNow()), gone));
        Before("a look at timers", Member<IRunJournal>(nameof(IRunJournal.DueAsync)), (_, store) => store.Journal.DueAsync(10, gone));
        Before("a look at a run", Member<IRunJournal>(nameof(IRunJournal.GetAsync)), (trial, store) => store.Journal.GetAsync(trial.Name(), gone));
        Before("a look at a run's timers", Member<IRunJournal>(nameof(IRunJournal.TimersAsync)), (trial, store) => store.Journal.TimersAsync(trial.Name(), gone));
        Before("a run's deletion", Member<IRunJournal>(nameof(IRunJournal.DeleteAsync)), (trial, store) => store.Journal.DeleteAsync(trial.Name(), gone));
        Before("a read of points", Member<IMetricStore>(nameof(IMetricStore.ReadAsync)), async (trial, store) => await store.Metrics.ReadAsync(new MetricQuery { Name = trial.Word() }, gone).CountAsync(trial.Ended));
        Before("a look at the metrics' names", Member<IMetricStore>(nameof(IMetricStore.NamesAsync)), (_, store) => store.Metrics.NamesAsync(gone));
        Before("a deletion of points", Member<IMetricStore>(nameof(IMetricStore.DeleteAsync)), (trial, store) => store.Metrics.DeleteAsync(trial.Word(), trial.Time.GetUtcNow(), gone));
        Before("a look at the collections", Member<IDocumentStore>(nameof(IDocumentStore.CollectionsAsync)), (_, store) => store.Documents.CollectionsAsync(gone));
        Before("a write of points", Member<IMetricStore>(nameof(IMetricStore.WriteAsync)), (trial, store) => store.Metrics.WriteAsync([MetricWriteChecks.Point(trial, 1)], gone));
        Before("a query of points", Member<IMetricStore>(nameof(IMetricStore.QueryAsync)), (trial, store) => store.Metrics.QueryAsync(new MetricQuery { Name = trial.Word() }, gone));
        Before("a get", Member<IDocumentStore>(nameof(IDocumentStore.GetAsync)), (trial, store) => store.Documents.GetAsync(trial.Word(), "k", gone));
        Before("a put", Member<IDocumentStore>(nameof(IDocumentStore.PutAsync)), (trial, store) => store.Documents.PutAsync(trial.Word(), "k", "1", null, gone));
        Before("a delete", Member<IDocumentStore>(nameof(IDocumentStore.DeleteAsync)), (trial, store) => store.Documents.DeleteAsync(trial.Word(), "kept", null, gone));
        Before("a list of documents", Member<IDocumentStore>(nameof(IDocumentStore.ListAsync)), (trial, store) => store.Documents.ListAsync(trial.Word(), cancellationToken: gone));
        Journal($"at {Moments} moments of an append leaves it whole or absent", async (trial, journal) =>
        {
            for (var moment = 0; moment < Moments; moment++)
            {
                var run = trial.Name($"{moment}");
                var isDone = await CancelledAsync(moment, token => journal.AppendAsync(trial.Append(run, 0, 5) with { SetTimers = [new("t", TimeSpan.Zero)] }, token));
                var events = await trial.LoadAsync(journal, run);
                Expect.That(events.Count is 0 or 5, $"an append of 5 that was cancelled left {events.Count} events");
                Expect.That(!isDone || events.Count == 5, "an append returned, and is not there");
                Expect.Equal(events.Count == 5, (await trial.DueAsync(journal)).Exists(timer => timer.RunId == run), "whether the timer is there, as the events are");
                Expect.Equal(events.Count + 1, await journal.AppendAsync(trial.Append(run, events.Count), trial.Ended), "the sequence of the next append");
            }
        });
        Documents($"at {Moments} moments of a put leaves the old document or the new one", async (trial, documents) =>
        {
            await documents.PutAsync(trial.Word(), "k", "0", 0, trial.Ended);
            for (var moment = 1; moment <= Moments; moment++)
            {
                var before = (await documents.GetAsync(trial.Word(), "k", trial.Ended))!;
                var isDone = await CancelledAsync(moment, token => documents.PutAsync(trial.Word(), "k", $"{moment}", before.Version, token));
                var after = (await documents.GetAsync(trial.Word(), "k", trial.Ended))!;
                Expect.That(after == before && !isDone || after.Json == $"{moment}" && after.Version > before.Version, $"a put of {moment} over {before.Json} left {after.Json} at version {after.Version}");
            }
        });
        Metrics($"at {Moments} moments of a write of points leaves all of them or none", async (trial, metrics) =>
        {
            for (var moment = 0; moment < Moments; moment++)
            {
                var name = trial.Word($"m{moment}");
                var isDone = await CancelledAsync(moment, token => metrics.WriteAsync([.. Enumerable.Range(0, 500).Select(minute => MetricWriteChecks.Point(trial, 1, minute) with { Name = name })], token));
                var count = (await metrics.QueryAsync(new MetricQuery { Name = name }, trial.Ended)).Sum(group => group.Count);
                Expect.That(count is 0 or 500 && (count == 500 || !isDone), $"a write of 500 points left {count}");
            }
        });
        Journal("in the midst of a load ends it", async (trial, journal) =>
        {
            await journal.AppendAsync(trial.Append(trial.Name(), 0, 2_000), trial.Ended);
            using var stop = new CancellationTokenSource();
            await Expect.CancelsAsync(async () =>
            {
                await foreach (var each in journal.LoadAsync(trial.Name(), 0, stop.Token))
                {
                    if (each.Sequence == 10)
                    {
                        await stop.CancelAsync();
                    }
                }
            }, "a load that was cancelled after 10 of 2,000 events");
            Expect.Equal(2_001, await journal.AppendAsync(trial.Append(trial.Name(), 2_000), trial.Ended), "the sequence of the next append");
        });
    }

    private void Before(string what, string member, Func<StorageTrial, IStorageBackend, Task> call) => Add($"before {what} ends it, and nothing is changed", async trial =>
    {
        var store = await trial.OpenAsync();
        var kept = await store.Documents.PutAsync(trial.Word(), "kept", "1", null, trial.Ended);
        await Expect.CancelsAsync(() => call(trial, store), what);
        Expect.Empty(await trial.LoadAsync(store.Journal, trial.Name()), "events");
        Expect.Equal(kept, Expect.Single(await trial.DocumentsAsync(store.Documents, trial.Word()), "documents").Version, "the version of the document that was there");
        Expect.Empty(await store.Metrics.QueryAsync(new MetricQuery { Name = trial.Word() }, trial.Ended), "points");
    }, member);

    /// <summary>Cancels after a number of turns of the scheduler that grows with the moment, so that each await of the call is met by some.</summary>
    private static async Task<bool> CancelledAsync(int moment, Func<CancellationToken, Task> call)
    {
        using var stop = new CancellationTokenSource();
        var working = Task.Run(() => call(stop.Token));
        for (var turn = 0; turn < moment * moment && !working.IsCompleted; turn++)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        try
        {
            await working;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
