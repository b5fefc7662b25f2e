namespace Omua.Engine.Tests;

/// <summary>Plans of known shape for tests and benchmarks.</summary>
internal static class GraphShapes
{
    public static IReadOnlyList<TaskSpec> Of(string shape, int count) => shape switch
    {
        "chain" => [.. Enumerable.Range(0, count).Select(number => Task(number, number == 0 ? [] : [number - 1]))],
        "wide" => [.. Enumerable.Range(0, count).Select(number => Task(number, []))],
        "random" => Random(count),
        "straggler" => [.. Enumerable.Range(0, count).Select(number => Task(number, number < Width ? [] : [number - Width]) with { Name = number / Width == number % Width ? Slow : "t" })],
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "chain, wide, random or straggler"),
    };

    /// <summary>The name of tasks that take their time: in a graph of stragglers one in each level, each in another chain.</summary>
    public const string Slow = "slow";

    private const int Width = 100;

    /// <summary>Each task depends on up to three of the hundred before it; seeded, so that every run has the same graph.</summary>
    private static IReadOnlyList<TaskSpec> Random(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(number => Task(number, [.. Enumerable.Range(0, number == 0 ? 0 : random.Next(4))
            .Select(_ => random.Next(Math.Max(0, number - 100), number)).Distinct()]))];
    }

    private static TaskSpec Task(int number, int[] dependencies) =>
        new() { Id = $"t{number}", Name = "t", AgentType = "worker", Dependencies = [.. dependencies.Select(on => $"t{on}")] };
}
