namespace Omua.Testing;

/// <summary>Several clients at once.</summary>
internal sealed class ConcurrencyChecks : StorageChecks
{
    public ConcurrencyChecks()
        : base("together", typeof(IStorageBackend), nameof(IStorageBackend.Journal), nameof(IStorageBackend.Documents), nameof(IStorageBackend.Metrics))
    {
        foreach (var clients in new[] { 2, 16 })
        {
            Journal($"one of {clients} appends at the same sequence goes through", async (trial, journal) =>
            {
                for (var round = 0; round < 5; round++)
                {
                    var expected = round;
                    var outcomes = await TogetherAsync(clients, _ => journal.AppendAsync(trial.Append(trial.Name(), expected), trial.Ended));
                    Expect.Equal((1, clients - 1), (outcomes.Count(failure => failure is null), outcomes.Count(failure => failure == StorageFailure.Conflict)), $"appends that went through and that conflicted in round {round}");
                }

                Expect.Equal(5, (await trial.LoadAsync(journal, trial.Name())).Count, "events");
            });
            Documents($"one of {clients} compare-and-sets goes through", async (trial, documents) =>
            {
                long version = 0;
                for (var round = 0; round < 5; round++)
                {
                    var expected = version;
                    var outcomes = await TogetherAsync(clients, number => documents.PutAsync(trial.Word(), "k", $"{number}", expected, trial.Ended));
                    Expect.Equal((1, clients - 1), (outcomes.Count(failure => failure is null), outcomes.Count(failure => failure == StorageFailure.Conflict)), $"writes that went through and that conflicted in round {round}");
                    version = (await documents.GetAsync(trial.Word(), "k", trial.Ended))!.Version;
                }
            });
            Documents($"{clients} clients count to {clients * 20} without losing one", (trial, documents) => CountAsync(trial, [.. Enumerable.Repeat(documents, clients)]));
            Journal($"{clients} writers of their own runs do not hinder each other", async (trial, journal) =>
            {
                var outcomes = await TogetherAsync(clients, async number =>
                {
                    for (var written = 0; written < 20; written++)
                    {
                        await journal.AppendAsync(trial.Append(trial.Name($"{number}"), written), trial.Ended);
                    }
                });
                Expect.Equal(clients, outcomes.Count(failure => failure is null), "writers that were done");
                Expect.Sequence(Enumerable.Repeat(20L, clients), (await trial.ListAsync(journal)).Select(run => run.LastSequence), "last sequences");
            });
            Metrics($"{clients} clients write points, and each is counted", async (trial, metrics) =>
            {
                await TogetherAsync(clients, number => metrics.WriteAsync([.. Enumerable.Range(0, 100).Select(minute => MetricWriteChecks.Point(trial, 1, minute, ("client", $"{number}")))], trial.Ended));
                var groups = await metrics.QueryAsync(new MetricQuery { Name = trial.Word(), GroupBy = ["client"] }, trial.Ended);
                Expect.Sequence(Enumerable.Repeat(100L, clients), groups.Select(group => group.Count), "points of each client");
            });
        }

        Journal("of 60 writers at once those that are wrong fail alone", async (trial, journal) =>
        {
            const int Writers = 60;
            for (var number = 0; number < Writers; number++)
            {
                await journal.AppendAsync(trial.Append(trial.Name($"{number}"), 0), trial.Ended);
                if (number % 4 == 2)
                {
                    Expect.NotNull(await journal.LeaseAsync(trial.Name($"{number}"), "other", StorageTrial.Long, trial.Ended), "the lease of another");
                }
            }

            var stale = new RunLease(trial.Name(), "me", 1, DateTimeOffset.MaxValue);
            StorageFailure?[] wanted = [null, StorageFailure.Conflict, StorageFailure.Fenced, null];
            var outcomes = await TogetherAsync(Writers, number =>
            {
                var append = trial.Append(trial.Name($"{number}"), number % 4 == 1 ? 7 : 1, events: 3) with { SetTimers = [new NewTimer("t", StorageTrial.Long)] };
                return journal.AppendAsync(number % 4 == 2 ? append with { Lease = stale with { RunId = append.RunId } } : append, trial.Ended);
            });
            Expect.Sequence(Enumerable.Range(0, Writers).Select(number => wanted[number % 4]), outcomes, "outcomes, in the order of the writers");
            for (var number = 0; number < Writers; number++)
            {
                var isTaken = wanted[number % 4] is null;
                Expect.Equal((isTaken ? 4 : 1, isTaken ? 1 : 0), ((await trial.LoadAsync(journal, trial.Name($"{number}"))).Count, (await journal.TimersAsync(trial.Name($"{number}"), trial.Ended)).Count), $"events and timers of writer {number}");
            }
        });
        Add("two processes' clients see each other's writes", async trial =>
        {
            var one = await trial.OpenAsync();
            var two = await trial.OpenAnotherAsync();
            await one.Journal.AppendAsync(trial.Append(trial.Name(), 0), trial.Ended);
            Expect.Equal(2, await two.Journal.AppendAsync(trial.Append(trial.Name(), 1), trial.Ended), "the sequence that the second client wrote");
            Expect.Equal(2, (await trial.LoadAsync(one.Journal, trial.Name())).Count, "events that the first client sees");
            var version = await two.Documents.PutAsync(trial.Word(), "k", "2", 0, trial.Ended);
            await Expect.FailsAsync(() => one.Documents.PutAsync(trial.Word(), "k", "1", 0, trial.Ended), StorageFailure.Conflict);
            Expect.That(await one.Documents.PutAsync(trial.Word(), "k", "1", version, trial.Ended) > version, "the version did not grow across clients");
        });
        Add("two processes' clients respect each other's leases", async trial =>
        {
            var one = await trial.OpenAsync();
            var two = await trial.OpenAnotherAsync();
            var lease = Expect.NotNull(await one.Journal.LeaseAsync(trial.Name(), "one", StorageTrial.Long, trial.Ended), "the lease");
            Expect.Equal(null, await two.Journal.LeaseAsync(trial.Name(), "two", StorageTrial.Long, trial.Ended), "the lease of another client");
            await one.Journal.ReleaseAsync(lease, trial.Ended);
            var next = Expect.NotNull(await two.Journal.LeaseAsync(trial.Name(), "two", StorageTrial.Long, trial.Ended), "the next lease");
            Expect.That(next.Token > lease.Token, $"the token went from {lease.Token} to {next.Token}");
            await Expect.FailsAsync(() => one.Journal.AppendAsync(trial.Append(trial.Name(), 0) with { Lease = lease }, trial.Ended), StorageFailure.Fenced);
        });
        Add("two processes' clients count together without losing one", async trial =>
        {
            var one = await trial.OpenAsync();
            var two = await trial.OpenAnotherAsync();
            await CountAsync(trial, one.Documents, two.Documents, one.Documents, two.Documents);
        });
    }

    private static async Task CountAsync(StorageTrial trial, params IReadOnlyList<IDocumentStore> clients)
    {
        const int Each = 20;
        await Task.WhenAll(clients.Select(documents => Task.Run(async () =>
        {
            for (var counted = 0; counted < Each;)
            {
                var read = await documents.GetAsync(trial.Word(), "counter", trial.Ended);
                var value = read is null ? 0 : int.Parse(read.Json, System.Globalization.CultureInfo.InvariantCulture);
                try
                {
                    await documents.PutAsync(trial.Word(), "counter", $"{value + 1}", read?.Version ?? 0, trial.Ended);
                    counted++;
                }
                catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
                {
                    // Someone else was faster: read again.
                }
            }
        })));
        Expect.Equal($"{clients.Count * Each}", (await clients[0].GetAsync(trial.Word(), "counter", trial.Ended))!.Json, "the counter");
    }

    /// <summary>All at once; the class of each failure, null for each success.</summary>
    private static Task<StorageFailure?[]> TogetherAsync(int clients, Func<int, Task> work)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Enumerable.Range(0, clients).Select(number => Task.Run(async () =>
        {
            await start.Task;
            try
            {
                await work(number);
                return (StorageFailure?)null;
            }
            catch (StorageException exception)
            {
                return exception.Failure;
            }
        })).ToArray();
        start.SetResult();
        return Task.WhenAll(running);
    }
}
