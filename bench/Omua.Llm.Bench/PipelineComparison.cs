using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.AI;
using Omua.Extensions.AI;
using Omua.Llm.Calling;
using Omua.Llm.Settings;
using Omua.Llm.Tests.Pipeline;

namespace Omua.Llm.Bench;

/// <summary>What stands around a call: our whole pipeline, and the builder of Microsoft.Extensions.AI, around one backend that answers at once.</summary>
internal static class PipelineComparison
{
    private const int Calls = 20_000;
    private const int Streams = 20;
    private const int Pieces = 5_000;
    private const string Prompt = "Which campaign wastes money, and what would you do about it?";

    public static async Task RunAsync(int rounds)
    {
        var backend = new InstantBackend(Pieces);
        using var plain = Pipeline(backend, new MemoryDocuments(), cached: false, limit: null);
        using var budgeted = Pipeline(backend, null, cached: false, limit: 1_000_000m);
        using var cached = Pipeline(backend, new MemoryDocuments(), cached: true, limit: null);
        var (ours, spending, keeping) = (plain.ForRun(LlmRun.None), budgeted.ForRun(LlmRun.None), cached.ForRun(LlmRun.None));
        using var bridged = ((ILlmBackend)backend).AsChatClient();
        using var built = Clients.Built(backend, null);
        using var builtCached = Clients.Built(backend, new DictionaryCache());
        var number = 0;
        string Next() => string.Create(CultureInfo.InvariantCulture, $"{Prompt} {number++}");
        var contenders = new List<Contender>
        {
            new("backend alone", Calls, () => RepeatAsync(Calls, () => ((ILlmBackend)backend).GenerateAsync(Prompt))),
            new("ours", Calls, () => RepeatAsync(Calls, () => spending.GenerateAsync(Prompt))),
            new("ours, accounts in documents", Calls, () => RepeatAsync(Calls, () => ours.GenerateAsync(Prompt))),
            new("backend as IChatClient", Calls, () => RepeatAsync(Calls, () => bridged.GetResponseAsync(Prompt))),
            new("M.E.AI builder", Calls, () => RepeatAsync(Calls, () => built.GetResponseAsync(Prompt))),
            new("ours, cache hit", Calls, () => RepeatAsync(Calls, () => keeping.GenerateAsync(Prompt))),
            new("M.E.AI builder, cache hit", Calls, () => RepeatAsync(Calls, () => builtCached.GetResponseAsync(Prompt))),
            new("ours, cache miss", Calls / 10, () => RepeatAsync(Calls / 10, () => keeping.GenerateAsync(Next()))),
            new("M.E.AI builder, cache miss", Calls / 10, () => RepeatAsync(Calls / 10, () => builtCached.GetResponseAsync(Next()))),
            new("a piece: backend alone", Streams * Pieces, () => RepeatAsync(Streams, () => ReadAsync(((ILlmBackend)backend).StreamAsync([LlmMessage.User(Prompt)])))),
            new("a piece: ours", Streams * Pieces, () => RepeatAsync(Streams, () => ReadAsync(spending.StreamAsync([LlmMessage.User(Prompt)])))),
            new("a piece: backend as IChatClient", Streams * Pieces, () => RepeatAsync(Streams, () => ReadAsync(bridged.GetStreamingResponseAsync(Prompt)))),
            new("a piece: M.E.AI builder", Streams * Pieces, () => RepeatAsync(Streams, () => ReadAsync(built.GetStreamingResponseAsync(Prompt)))),
        };
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contender in contenders)
            {
                await contender.MeasureAsync(isWarmUp: round == 0);
            }
        }

        Console.WriteLine($"{rounds} interleaved rounds after one to warm up; a call of {Calls:N0}, a piece of {Streams} streams of {Pieces:N0}");
        foreach (var contender in contenders)
        {
            Console.WriteLine(contender);
        }
    }

    private static LlmPipeline Pipeline(ILlmBackend backend, IDocumentStore? documents, bool cached, decimal? limit) => new(new LlmPipelineParts
    {
        Settings = new LlmSettings
        {
            Prices = new Dictionary<string, PriceSettings> { ["test-model"] = new() { Input = 1, Output = 10 } },
            Budget = new BudgetSettings { Day = limit },
            Cache = new CacheSettings { Enabled = cached },
        },
        Backends = [new BackendEntry(backend.Name, backend.Model, _ => Task.FromResult(backend))],
        Documents = documents,
    });

    private static async Task RepeatAsync(int times, Func<Task> call)
    {
        for (var time = 0; time < times; time++)
        {
            await call();
        }
    }

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> pieces)
    {
        await foreach (var _ in pieces)
        {
        }
    }

    private sealed record Contender(string Name, int Units, Func<Task> Run)
    {
        private readonly List<double> _times = [];
        private readonly List<double> _processor = [];
        private readonly List<double> _bytes = [];

        public async Task MeasureAsync(bool isWarmUp)
        {
            GC.Collect();
            var (watch, processor, bytes) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
            await Run();
            if (!isWarmUp)
            {
                _times.Add(watch.Elapsed.TotalMicroseconds / Units);
                _processor.Add((Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / Units);
                _bytes.Add((double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / Units);
            }
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Name,-34} {Median(_times),9:0.000} us  ({_times.Min():0.000}..{_times.Max():0.000})  processor {Median(_processor),9:0.000} us  {Median(_bytes),9:0} bytes");

        private static double Median(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);
    }
}
