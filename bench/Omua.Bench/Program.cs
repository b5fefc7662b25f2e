using System.Globalization;
using Omua.Analytics;
using Omua.Bench;
using Omua.Bench.Regret;

// dotnet run -c Release --project bench/Omua.Bench [-- rows [rounds] | -- regret [markets [weeks [seed [variation [noise]]]]] | -- methods [rounds]]
if (args is ["regret", ..])
{
    int Given(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
    double Share(int index, double otherwise) => args.Length > index ? double.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
    var usual = new LiveMarketOptions();
    RegretComparison.Run(Given(1, 20), Given(2, 26), Given(3, 1), usual with { SpendVariation = Share(4, usual.SpendVariation), Noise = Share(5, usual.Noise) });
    return 0;
}

if (args is ["methods", ..])
{
    MethodTimes.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 15);
    return 0;
}

var rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2_000_000;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;
var folder = Directory.CreateTempSubdirectory("omua-bench-").FullName;
try
{
    var path = PerformanceFile.Write(Path.Combine(folder, "performance.csv"), rows);
    Console.WriteLine($"{rows:N0} rows, {new FileInfo(path).Length / 1048576.0:N1} MiB, {Environment.ProcessorCount} processors, {rounds} interleaved rounds after one to warm up");
    await RollUpComparison.RunAsync(path, rows, rounds);
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
