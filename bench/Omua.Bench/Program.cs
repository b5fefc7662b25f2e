using System.Globalization;
using Omua.Bench;

// dotnet run -c Release --project bench/Omua.Bench [-- rows [rounds]]
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
