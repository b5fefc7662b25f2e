using System.Diagnostics;
using DuckDB.NET.Data;
using Omua.Analytics;
using Sylvan.Data.Csv;

namespace Omua.Bench;

/// <summary>Parse and roll-up of one file by campaign: ours (with its quality report), DuckDB, and the CSV library with a plain dictionary.</summary>
internal static class RollUpComparison
{
    public static async Task RunAsync(string path, int rows, int rounds)
    {
        var contenders = new (string Name, Func<Task<double>> Run)[]
        {
            ("Omua.Analytics, load + roll-up", () => OursAsync(path, new Phases())),
            ("DuckDB from CSV, 2 threads", () => Task.FromResult(DuckDb(path))),
            ("Sylvan.Data.Csv + dictionary", () => Task.FromResult(Sylvan(path))),
        };
        var times = contenders.Select(_ => new List<double>()).ToArray();
        var processor = contenders.Select(_ => new List<double>()).ToArray();
        var costs = new double[contenders.Length];
        var phases = new Phases();
        for (var round = 0; round <= rounds; round++)
        {
            for (var index = 0; index < contenders.Length; index++)
            {
                GC.Collect();
                var watch = Stopwatch.StartNew();
                var before = Environment.CpuUsage.TotalTime;
                costs[index] = index == 0 ? await OursAsync(path, round == 0 ? new Phases() : phases) : await contenders[index].Run();
                if (round > 0)
                {
                    times[index].Add(watch.Elapsed.TotalMilliseconds);
                    processor[index].Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
                }
            }
        }

        var own = Median(times[0]);
        for (var index = 0; index < contenders.Length; index++)
        {
            var median = Median(times[index]);
            Console.WriteLine($"{contenders[index].Name,-34} {median,8:N0} ms  ({times[index].Min():N0}..{times[index].Max():N0})  {rows / median / 1000,6:N2} M rows/s  {median / own,5:N2}x ours  processor {Median(processor[index]),6:N0} ms  cost {costs[index]:N4}");
        }

        Console.WriteLine($"of ours: load {Median(phases.Load):N0} ms, roll-up {Median(phases.RollUp):N0} ms");
    }

    private static async Task<double> OursAsync(string path, Phases phases)
    {
        var watch = Stopwatch.StartNew();
        var loaded = await DatasetLoader.LoadAsync(path, new LoadOptions(), CancellationToken.None);
        phases.Load.Add(watch.Elapsed.TotalMilliseconds);
        watch.Restart();
        var report = Kpi.RollUp([.. loaded.Datasets.OfType<PerformanceDataset>()], new KpiQuery { By = [DimensionNames.Campaign] });
        phases.RollUp.Add(watch.Elapsed.TotalMilliseconds);
        return report.By.Sum(row => row.Figures.Cost ?? 0);
    }

    private static double DuckDb(string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT campaign, sum(impressions), sum(clicks), sum(cost), sum(conversions), sum(revenue) FROM read_csv('{path}') GROUP BY campaign";
        using var reader = command.ExecuteReader();
        var cost = 0.0;
        while (reader.Read())
        {
            cost += reader.GetDouble(3);
        }

        return cost;
    }

    private static double Sylvan(string path)
    {
        using var reader = CsvDataReader.Create(path, new CsvDataReaderOptions { BufferSize = 1 << 18 });
        var groups = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var lookup = groups.GetAlternateLookup<ReadOnlySpan<char>>();
        while (reader.Read())
        {
            var campaign = reader.GetFieldSpan(1);
            if (!lookup.TryGetValue(campaign, out var sums))
            {
                sums = new double[5];
                lookup[campaign] = sums;
            }

            for (var measure = 0; measure < 5; measure++)
            {
                sums[measure] += reader.GetDouble(measure + 3);
            }
        }

        return groups.Values.Sum(sums => sums[2]);
    }

    private static double Median(List<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered.Count == 0 ? double.NaN : ordered[ordered.Count / 2];
    }

    private sealed class Phases
    {
        public List<double> Load { get; } = [];

        public List<double> RollUp { get; } = [];
    }
}
