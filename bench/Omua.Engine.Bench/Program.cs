using System.Globalization;
using Omua.Engine.Bench;

// dotnet run -c Release --project bench/Omua.Engine.Bench [-- rounds]
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
Console.WriteLine($"empty tasks, {Environment.ProcessorCount} processors, {rounds} interleaved rounds after one to warm up; median tasks a second (range), ratio to bare channels and tasks");
foreach (var (shape, count) in new[] { ("chain", 1_000), ("wide", 1_000), ("random", 1_000), ("chain", 10_000), ("wide", 10_000), ("random", 10_000) })
{
    foreach (var limit in new[] { 10, 64 })
    {
        await GraphComparison.RunAsync(shape, count, limit, rounds);
    }
}
