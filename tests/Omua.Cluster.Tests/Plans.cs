using System.Globalization;

namespace Omua.Cluster.Tests;

/// <summary>Plans for tests.</summary>
internal static class Plans
{
    public static TaskSpec Task(string id, int ms = 0, string agent = "worker", params string[] on) =>
        new() { Id = id, Name = id, AgentType = agent, Parameters = new() { ["ms"] = ms }, Dependencies = on };

    public static IReadOnlyList<TaskSpec> Wide(int count, int ms) => [.. Enumerable.Range(0, count).Select(number => Task(Id(number), ms))];

    /// <summary>Each task depends on up to three before it.</summary>
    public static IReadOnlyList<TaskSpec> Random(int count, int ms, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(number => Task(Id(number), ms, "worker",
                [.. Enumerable.Range(0, number == 0 ? 0 : random.Next(4)).Select(_ => random.Next(number)).Distinct().Select(Id)])),
        ];
    }

    /// <summary>The same, and some tasks fail at first or for good.</summary>
    public static IReadOnlyList<TaskSpec> Failing(int count, int seed)
    {
        var random = new Random(seed);
        var plan = Random(count, ms: 3, seed);
        foreach (var task in plan.Where(_ => random.Next(4) == 0))
        {
            task.Parameters["fail"] = random.Next(1, 3);
        }

        return plan;
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"t{number}");
}
