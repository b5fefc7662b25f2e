using System.Diagnostics;
using System.Globalization;

namespace Omua.Plugins.Bench;

/// <summary>Takes times and writes them as tables.</summary>
internal static class Stopwatches
{
    /// <summary>A process of this program, from its start to its end, in milliseconds.</summary>
    public static async Task<double> ProcessAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Omua.Plugins.Bench.dll"), .. arguments]) { RedirectStandardOutput = true };
        var from = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var took = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        return process.ExitCode == 0 ? took : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    /// <summary>Contenders in interleaved rounds, the first of which warms up; the first contender is what the others are a ratio to.</summary>
    public static async Task CompareAsync(string title, int rounds, params (string What, Func<Task<double>> Take, string Aim)[] contenders)
    {
        var times = contenders.Select(_ => new List<double>()).ToList();
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var took = await contenders[i].Take();
                if (round > 0)
                {
                    times[i].Add(took);
                }
            }
        }

        Console.WriteLine($"\n{title} ({rounds} interleaved rounds)\n\n| what | median, ms | range | ratio | aim |\n|---|---|---|---|---|");
        foreach (var ((what, _, aim), taken) in contenders.Zip(times))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {what} | {Median(taken):N1} | {taken.Min():N1} to {taken.Max():N1} | {Median(taken) / Median(times[0]):N2} | {aim} |"));
        }
    }

    public static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
