namespace Omua.Testing;

/// <summary>What is there after the store was closed and opened again.</summary>
internal sealed class RestartChecks : StorageChecks
{
    public RestartChecks()
        : base("restart", typeof(IPlugin), nameof(IPlugin.InitializeAsync), nameof(IPlugin.ShutdownAsync))
    {
        Add("keeps events, state and summary", async trial =>
        {
            var journal = (await trial.OpenAsync()).Journal;
            await journal.AppendAsync(trial.Append(trial.Name(), 0, 3) with { Summary = """{"a":1}""" }, trial.Ended);
            await journal.AppendAsync(trial.Append(trial.Name("closed"), 0) with { IsOpen = false }, trial.Ended);
            var before = await trial.LoadAsync(journal, trial.Name());
            var runs = await trial.ListAsync(journal);
            journal = (await trial.ReopenAsync()).Journal;
            Expect.Sequence(before, await trial.LoadAsync(journal, trial.Name()), "events");
            Expect.Sequence(runs, await trial.ListAsync(journal), "runs");
            Expect.Equal(4, await journal.AppendAsync(trial.Append(trial.Name(), 3), trial.Ended), "the sequence of the next append");
        });
        Add("keeps timers", async trial =>
        {
            var journal = (await trial.OpenAsync()).Journal;
            await journal.AppendAsync(trial.Append(trial.Name(), 0) with { SetTimers = [new("due", TimeSpan.Zero), new("late", StorageTrial.Long)] }, trial.Ended);
            journal = (await trial.ReopenAsync()).Journal;
            Expect.Sequence(["due"], (await trial.DueAsync(journal)).Select(timer => timer.Id), "due timers");
        });
        Add("keeps leases and their tokens", async trial =>
        {
            var journal = (await trial.OpenAsync()).Journal;
            var lease = Expect.NotNull(await journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease");
            journal = (await trial.ReopenAsync()).Journal;
            Expect.Equal(null, await journal.LeaseAsync(trial.Name(), "two", StorageTrial.Long, trial.Ended), "the lease of another");
            Expect.Equal(1, await journal.AppendAsync(trial.Append(trial.Name(), 0) with { Lease = lease }, trial.Ended), "the sequence that the holder wrote");
            await journal.ReleaseAsync(lease, trial.Ended);
            journal = (await trial.ReopenAsync()).Journal;
            var next = Expect.NotNull(await journal.LeaseAsync(trial.Name(), "two", StorageTrial.Long, trial.Ended), "the next lease");
            Expect.That(next.Token > lease.Token, $"the token went from {lease.Token} to {next.Token}");
        });
        Add("keeps documents and their versions", async trial =>
        {
            var documents = (await trial.OpenAsync()).Documents;
            await documents.PutAsync(trial.Word(), "a", """{"x":1}""", null, trial.Ended);
            var gone = await documents.PutAsync(trial.Word(), "b", "2", null, trial.Ended);
            await documents.DeleteAsync(trial.Word(), "b", null, trial.Ended);
            var before = await trial.DocumentsAsync(documents, trial.Word());
            documents = (await trial.ReopenAsync()).Documents;
            Expect.Sequence(before, await trial.DocumentsAsync(documents, trial.Word()), "documents");
            var again = await documents.PutAsync(trial.Word(), "b", "3", 0, trial.Ended);
            Expect.That(again > gone, $"the version of a document that was deleted before the restart went from {gone} to {again}");
        });
        Add("keeps points", async trial =>
        {
            var metrics = (await trial.OpenAsync()).Metrics;
            await metrics.WriteAsync([.. Enumerable.Range(0, 500).Select(minute => MetricWriteChecks.Point(trial, minute, minute, ("t", $"{minute % 3}")))], trial.Ended);
            var query = new MetricQuery { Name = trial.Word(), GroupBy = ["t"], Bucket = TimeSpan.FromHours(1) };
            Expect.Equal(500, (await metrics.QueryAsync(query, trial.Ended)).Sum(group => group.Count), "points before");
            metrics = (await trial.ReopenAsync()).Metrics;
            Expect.Equal(500, (await metrics.QueryAsync(query, trial.Ended)).Sum(group => group.Count), "points after");
        });
        Add("ten times in a row keeps everything", async trial =>
        {
            var journal = (await trial.OpenAsync()).Journal;
            for (var round = 0; round < 10; round++)
            {
                Expect.Equal(round + 1, await journal.AppendAsync(trial.Append(trial.Name(), round), trial.Ended), "the sequence");
                journal = (await trial.ReopenAsync()).Journal;
            }

            Expect.Equal(10, (await trial.LoadAsync(journal, trial.Name())).Count, "events");
        });
        Add("waits for what was acknowledged under load", async trial =>
        {
            var store = await trial.OpenAsync();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
            {
                for (var written = 0; written < 10; written++)
                {
                    await store.Journal.AppendAsync(trial.Append(trial.Name($"{number}"), written), trial.Ended);
                }
            })));
            store = await trial.ReopenAsync();
            Expect.Sequence(Enumerable.Repeat(10L, 8), (await trial.ListAsync(store.Journal)).Select(run => run.LastSequence), "last sequences");
        });
    }
}
