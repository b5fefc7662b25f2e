namespace Omua.Stores.Tests;

/// <summary>A store with something of everything.</summary>
internal static class Filled
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static async Task<MemoryStorage> StoreAsync(int runs = 12, int points = 12_500)
    {
        var time = new ManualTime();
        IStorageBackend store = new MemoryStorage(time: time);
        for (var run = 0; run < runs; run++)
        {
            for (var append = 0; append < 3; append++)
            {
                await store.Journal.AppendAsync(new JournalAppend
                {
                    RunId = $"run-{run}", ExpectedSequence = append * 2, IsOpen = append < 2 || run % 2 == 0, Summary = append == 1 ? $$"""{"status": "r{{run}}"}""" : null,
                    Events = [new("started", $$"""{ "n":{{append}}, "text":"é\u00e9" }"""), new("done", "1.0")], SetTimers = append == 2 ? [new("late", TimeSpan.FromHours(5))] : [],
                });
                time.Advance(TimeSpan.FromSeconds(7));
            }

            await store.Documents.PutAsync("notes", $"run-{run}", $"{{ \"run\" : {run} }}");
            await store.Documents.PutAsync("llm.spend", $"run/run-{run}", $"{run}");
        }

        // Seven points of each instant, so that a batch ends between instants.
        await store.Metrics.WriteAsync([.. Enumerable.Range(0, points).Select(number => new MetricPoint("cost", Noon.AddMinutes(number / 7), number * 0.1) { Tags = new Dictionary<string, string> { ["channel"] = $"c{number % 3}" } })]);
        await store.Metrics.WriteAsync([new MetricPoint("clicks", Noon, 1), new MetricPoint("clicks", Noon, 1)]);
        return (MemoryStorage)store;
    }
}
