using System.Globalization;
using Omua.Cluster.Bench;
using Omua.Storage.Postgres.Tests;

// dotnet run -c Release --project bench/Omua.Cluster.Bench [-- rounds [stall]]
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
await using var server = new PostgresCluster();
await server.InitializeAsync();
if (server.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 1;
}

Console.WriteLine($"{Environment.ProcessorCount} processors, all silos and PostgreSQL on this machine, {rounds} interleaved rounds after one to warm up");
if (args is not [_, "stall"])
{
    await Throughput.RunAsync(server, rounds);
}

await Stall.RunAsync(server, rounds);
return 0;
