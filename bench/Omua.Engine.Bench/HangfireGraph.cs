using Hangfire;
using Hangfire.InMemory;

namespace Omua.Engine.Bench;

/// <summary>The peer: jobs of Hangfire that do nothing, from the first that is put in to the last that ran.</summary>
public static class HangfireGraph
{
    private static CountdownEvent _left = new(1);

    /// <summary>A job.</summary>
    public static void Work() => _left.Signal();

    /// <summary>On its own store in memory.</summary>
    internal static async Task RunAsync(string shape, int count, int limit)
    {
        using var storage = new InMemoryStorage();
        await RunAsync(storage, shape, count, limit);
    }

    /// <summary>On a store of its own.</summary>
    internal static async Task RunAsync(JobStorage storage, string shape, int count, int limit)
    {
        _left = new CountdownEvent(count);
        var client = new BackgroundJobClient(storage);
        using var server = new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = limit, ShutdownTimeout = TimeSpan.FromSeconds(5) }, storage);
        string? last = null;
        for (var job = 0; job < count; job++)
        {
            last = shape == "chain" && last is not null ? client.ContinueJobWith(last, () => Work()) : client.Enqueue(() => Work());
        }

        await Task.Run(_left.Wait);
    }
}
