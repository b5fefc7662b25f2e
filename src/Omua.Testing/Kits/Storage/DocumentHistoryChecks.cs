namespace Omua.Testing;

/// <summary>Random histories of documents, step by step against ones in memory, and from several clients at once.</summary>
internal sealed class DocumentHistoryChecks : StorageChecks
{
    private const int Histories = 20;
    private const int Steps = 100;
    private const int SharedHistories = 8;

    public DocumentHistoryChecks()
        : base("history.documents", typeof(IDocumentStore), nameof(IDocumentStore.GetAsync), nameof(IDocumentStore.PutAsync), nameof(IDocumentStore.DeleteAsync), nameof(IDocumentStore.ListAsync))
    {
        for (var seed = 1; seed <= Histories; seed++)
        {
            var number = seed;
            Add($"{Steps} steps of seed {number} give what the contract says", trial => PlayAsync(trial, number));
        }

        for (var seed = 1; seed <= SharedHistories; seed++)
        {
            var number = seed;
            Documents($"four clients of seed {number} never write over what they have not read", (trial, documents) => ShareAsync(trial, documents, number));
        }
    }

    private static async Task PlayAsync(StorageTrial trial, int seed)
    {
        var random = new Random(seed);
        var stored = (await trial.OpenAsync()).Documents;
        var model = new MemoryStorage(time: trial.Time).Documents;
        var steps = new List<string>();
        try
        {
            for (var step = 0; step < Steps; step++)
            {
                var (collection, key) = (trial.Word($"c{random.Next(2)}"), $"k{random.Next(5)}");
                var (there, known) = (await stored.GetAsync(collection, key, trial.Ended), await model.GetAsync(collection, key, trial.Ended));
                Expect.Equal(known?.Json, there?.Json, $"the document {key}");
                var isOld = random.Next(4) == 0;
                var isChecked = random.Next(3) > 0;
                (long?, long?) versions = isChecked ? ((there?.Version ?? 0) - (isOld ? 1 : 0), (known?.Version ?? 0) - (isOld ? 1 : 0)) : (null, null);
                switch (random.Next(10))
                {
                    case < 5:
                        steps.Add($"put {key}{(isChecked ? isOld ? " over an old version" : " over its version" : "")}");
                        Expect.Equal(await WentAsync(() => model.PutAsync(collection, key, $"{step}", versions.Item2)), await WentAsync(() => stored.PutAsync(collection, key, $"{step}", versions.Item1, trial.Ended)), steps[^1]);
                        break;
                    case < 7:
                        steps.Add($"delete {key}{(isChecked ? isOld ? " at an old version" : " at its version" : "")}");
                        Expect.Equal(await WentAsync(() => model.DeleteAsync(collection, key, versions.Item2)), await WentAsync(() => stored.DeleteAsync(collection, key, versions.Item1, trial.Ended)), steps[^1]);
                        break;
                    case 7:
                        steps.Add("reopen");
                        stored = (await trial.ReopenAsync()).Documents;
                        break;
                    default:
                        steps.Add("list");
                        Expect.Sequence((await trial.DocumentsAsync(model, collection)).Select(document => (document.Key, document.Json)),
                            (await trial.DocumentsAsync(stored, collection, limit: 1 + random.Next(3))).Select(document => (document.Key, document.Json)), "documents");
                        break;
                }
            }
        }
        catch (CheckFailedException exception)
        {
            throw new CheckFailedException($"{exception.Message}; the last of {steps.Count} steps: {string.Join(", ", steps.TakeLast(8))}", exception);
        }
    }

    private static async Task ShareAsync(StorageTrial trial, IDocumentStore documents, int seed)
    {
        // Each write says which version it replaced: one writer for each version, and no version that nobody wrote.
        var writes = await Task.WhenAll(Enumerable.Range(0, 4).Select(client => Task.Run(async () =>
        {
            var random = new Random(seed * 100 + client);
            var done = new List<(string Key, long From, long To)>();
            for (var step = 0; step < 40; step++)
            {
                var key = $"k{random.Next(3)}";
                var from = (await documents.GetAsync(trial.Word(), key, trial.Ended))?.Version ?? 0;
                try
                {
                    done.Add((key, from, await documents.PutAsync(trial.Word(), key, $"{from}", from, trial.Ended)));
                }
                catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
                {
                    // Another client was faster.
                }
            }

            return done;
        })));
        foreach (var key in writes.SelectMany(done => done).GroupBy(write => write.Key))
        {
            long at = 0;
            foreach (var write in key.OrderBy(write => write.To))
            {
                Expect.Equal(at, write.From, $"the version that the write to version {write.To} of {key.Key} replaced");
                at = write.To;
            }

            Expect.Equal(at, (await documents.GetAsync(trial.Word(), key.Key, trial.Ended))!.Version, $"the last version of {key.Key}");
        }
    }

    private static async Task<string> WentAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call() is bool found ? $"found: {found}" : "written";
        }
        catch (StorageException exception)
        {
            // A negative version is no version that could be there.
            return exception.Failure is StorageFailure.Invalid ? nameof(StorageFailure.Conflict) : exception.Failure.ToString();
        }
    }
}
