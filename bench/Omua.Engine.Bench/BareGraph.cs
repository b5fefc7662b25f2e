using System.Threading.Channels;

namespace Omua.Engine.Bench;

/// <summary>The floor: the same graph and the same agent by channels and tasks alone. No journal, no copies, no retries, no limits of time.</summary>
internal static class BareGraph
{
    public static async Task RunAsync(IReadOnlyList<TaskSpec> tasks, IAgent agent, int limit)
    {
        var results = new TaskResult[tasks.Count];
        var context = new ContextData { RunId = "bench", StartedAt = DateTimeOffset.UnixEpoch };
        var index = tasks.Select((task, number) => (task.Id, number)).ToDictionary(pair => pair.Id, pair => pair.number, StringComparer.Ordinal);
        var open = new int[tasks.Count];
        var dependents = tasks.Select(_ => new List<int>()).ToArray();
        for (var number = 0; number < tasks.Count; number++)
        {
            open[number] = tasks[number].Dependencies.Count;
            foreach (var on in tasks[number].Dependencies)
            {
                dependents[index[on]].Add(number);
            }
        }

        var ready = Channel.CreateUnbounded<int>();
        for (var number = 0; number < tasks.Count; number++)
        {
            if (open[number] == 0)
            {
                ready.Writer.TryWrite(number);
            }
        }

        var left = tasks.Count;
        await Task.WhenAll(Enumerable.Range(0, limit).Select(_ => Task.Run(async () =>
        {
            await foreach (var number in ready.Reader.ReadAllAsync())
            {
                results[number] = await agent.ExecuteAsync(tasks[number], context, CancellationToken.None);
                foreach (var dependent in dependents[number])
                {
                    if (Interlocked.Decrement(ref open[dependent]) == 0)
                    {
                        ready.Writer.TryWrite(dependent);
                    }
                }

                if (Interlocked.Decrement(ref left) == 0)
                {
                    ready.Writer.Complete();
                }
            }
        })));
    }
}
