using System.Diagnostics;

namespace Omua.Storage.Bench;

/// <summary>Durable appends of one event a commit: with one client against the bare driver's, and with 64 clients at once, each on a run of its own.</summary>
internal static class Appends
{
    public const string Json = """{"format":1,"at":"2026-01-05T10:00:00.000Z","task_id":"budget.allocate","attempt":1,"result":{"status":"completed","result":{"clicks":1854,"cost":231.33,"conversions":280}}}""";
    private const int Many = 64;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);
    private static int _run;

    public static async Task RunAsync(string name, IStorageBackend store, IRawStore raw, int rounds)
    {
        await using (raw)
        {
            var (bare, one, many) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var rates = (Bare: await RateAsync([await raw.ClientAsync(Run())]), One: await RateAsync([Client(store)]), Many: await RateAsync([.. Enumerable.Range(0, Many).Select(_ => Client(store))]));
                if (round > 0)
                {
                    bare.Add(rates.Bare);
                    one.Add(rates.One);
                    many.Add(rates.Many);
                }
            }

            Console.WriteLine($"{name}, durable appends a second, medians of {rounds}: bare driver {Figures.Of(bare)}, one client {Figures.Of(one)} ({Figures.Median(one) / Figures.Median(bare):P0} of bare), {Many} clients {Figures.Of(many)} ({Figures.Median(many) / Figures.Median(one):N1} times one)");
        }
    }

    private static string Run() => $"r{_run++}";

    private static Func<int, Task> Client(IStorageBackend store)
    {
        var run = Run();
        return sequence => store.Journal.AppendAsync(new JournalAppend { RunId = run, ExpectedSequence = sequence - 1, Events = [new NewEvent("task_completed", Json)], IsOpen = true });
    }

    private static async Task<double> RateAsync(IReadOnlyList<Func<int, Task>> clients)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            var sequence = 0;
            while (watch.Elapsed < Length)
            {
                await client(++sequence);
            }

            return sequence;
        })));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }
}
