using Microsoft.Extensions.Time.Testing;
using Omua.Llm.Calling;
using Omua.Llm.Settings;

namespace Omua.Llm.Tests.Pipeline;

/// <summary>A pipeline over fake backends, on a clock that the test turns.</summary>
internal sealed class PipelineGround(params IReadOnlyList<FakeBackend> backends) : IDisposable
{
    private static readonly TimeSpan RealLimit = TimeSpan.FromMinutes(2);
    private readonly List<LlmPipeline> _pipelines = [];

    public static IReadOnlyDictionary<string, PriceSettings> Prices { get; } = new Dictionary<string, PriceSettings>
    {
        ["test-model"] = new PriceSettings { Input = 1m, Output = 10m, CachedInput = 0.1m, CacheWrite = 2m },
    };

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    public MemoryDocuments Documents { get; } = new();

    public LlmSettings Settings { get; init; } = new();

    public string? RecordTo { get; init; }

    public string? ReplayFrom { get; init; }

    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    public LlmRun Run { get; init; } = new() { RunId = "run-1", PlanHash = "hash-1", TaskId = "task-1" };

    public LlmPipeline Pipeline => _pipelines.Count > 0 ? _pipelines[0] : Another();

    public ILlmBackend Llm => Pipeline.ForRun(Run);

    /// <summary>A further pipeline on the same documents, as another process would have.</summary>
    public LlmPipeline Another()
    {
        var made = new LlmPipeline(new LlmPipelineParts
        {
            Settings = Settings,
            Backends = [.. backends.Select(backend => new BackendEntry(backend.Name, backend.Model, _ => Task.FromResult<ILlmBackend>(backend)))],
            Documents = Documents, Secrets = Secrets, RecordTo = RecordTo, ReplayFrom = ReplayFrom, Time = Time,
        });
        _pipelines.Add(made);
        return made;
    }

    /// <summary>Turns the clock until the work is done.</summary>
    public async Task TurnAsync(Task work)
    {
        using var limit = new CancellationTokenSource(RealLimit);
        while (!work.IsCompleted)
        {
            // Lets what is ready run before the clock moves on.
            await Task.WhenAny(work, Task.Delay(2, limit.Token));
            limit.Token.ThrowIfCancellationRequested();
            if (!work.IsCompleted)
            {
                Time.Advance(TimeSpan.FromMilliseconds(250));
            }
        }
    }

    /// <summary>
    /// Sees that work, which already waits for the clock, ends after so much of it and not before. The clock then stands, so that no slow machine can make it later.
    /// </summary>
    public async Task TakesAsync(Task work, TimeSpan time)
    {
        var moment = TimeSpan.FromMilliseconds(100);
        Time.Advance(time - moment);
        Assert.False(work.IsCompleted, $"done before {time}");
        Time.Advance(2 * moment);
        await Task.WhenAny(work, Task.Delay(RealLimit));
        Assert.True(work.IsCompleted, $"not done after {time}");
    }

    public async Task<LlmException> FailsAsync(ILlmBackend llm, LlmOptions? options = null)
    {
        var work = llm.GenerateAsync("Go.", options);
        await TurnAsync(work);
        return await Assert.ThrowsAsync<LlmException>(() => work);
    }

    public async Task<List<LlmUpdate>> StreamAsync(ILlmBackend llm, int take = int.MaxValue)
    {
        var updates = new List<LlmUpdate>();
        await foreach (var update in llm.StreamAsync([LlmMessage.User("Go.")]))
        {
            updates.Add(update);
            if (updates.Count >= take)
            {
                break;
            }
        }

        return updates;
    }

    public void Dispose()
    {
        foreach (var pipeline in _pipelines)
        {
            pipeline.Dispose();
        }
    }
}
