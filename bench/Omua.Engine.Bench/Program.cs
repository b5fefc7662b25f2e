using System.Globalization;
using Omua.Engine.Bench;

// dotnet run -c Release --project bench/Omua.Engine.Bench [-- rounds [largest]], or -- parts, or -- flood [runs], or -- postgres [rounds]
if (args is ["parts"])
{
    await Parts.RunAsync(count: 20_000, limit: 64, rounds: 20);
    return;
}

if (args is ["postgres", ..])
{
    await OnPostgres.RunAsync(count: 1_000, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5);
    return;
}

if (args is ["flood", ..])
{
    await Flood.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000);
    return;
}

// What flood starts and kills.
if (args is ["interrupted", var folder, var runs])
{
    await Flood.BeginAndWaitAsync(folder, int.Parse(runs, CultureInfo.InvariantCulture));
    return;
}

var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
var largest = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000;
Console.WriteLine($"empty tasks, {Environment.ProcessorCount} processors, {rounds} interleaved rounds after one to warm up");
Console.WriteLine("| graph | limit | contender | tasks a second, median | range | times bare | processor microseconds a task | bytes a task |");
Console.WriteLine("|---|---|---|---|---|---|---|---|");
foreach (var count in new[] { 1_000, 100_000 }.Where(count => count <= largest))
{
    foreach (var shape in new[] { "chain", "wide", "random", "straggler" })
    {
        foreach (var limit in new[] { 10, 64 })
        {
            await GraphComparison.RunAsync(shape, count, limit, rounds);
        }
    }
}

await Admission.RunAsync(rounds);
