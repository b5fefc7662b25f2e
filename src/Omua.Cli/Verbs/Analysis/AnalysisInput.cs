using System.CommandLine;
using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Datasets;

namespace Omua.Cli.Verbs.Analysis;

/// <summary>What lies at <c>--data</c>: performance exports, and tables over time that are no export.</summary>
internal sealed record AnalysisInput(IReadOnlyList<PerformanceDataset> Performance, IReadOnlyList<TimeTable> Tables, IReadOnlyList<Fault> Faults)
{
    public static Option<string?> Time { get; } = new("--time") { Description = "The column of times, in a table that is no export (default: found by name)", HelpName = "COLUMN" };

    /// <summary>Reads the path. What was asked for by <paramref name="isTable"/> is read as a table even where it would pass for an export.</summary>
    public static async Task<AnalysisInput> ReadAsync(Invocation invocation, string verb, bool isTable, CancellationToken cancellationToken)
    {
        var path = Path(invocation, verb);
        var (time, dayFirst) = (invocation.Get(Time), invocation.Get(DataOptions.DayFirst));
        if (isTable && File.Exists(path))
        {
            return new AnalysisInput([], [TimeTableReader.Read(path, time, dayFirst)], []);
        }

        var loaded = await DatasetLoader.LoadAsync(path, DataOptions.From(invocation), cancellationToken);
        var performance = loaded.Datasets.OfType<PerformanceDataset>().ToList();
        var (tables, faults) = (new List<TimeTable>(), new List<Fault>());
        foreach (var fault in loaded.Faults)
        {
            if (performance.Count > 0 || fault is not { Code: FaultCodes.NotAnExport, File: { } file })
            {
                faults.Add(fault);
                continue;
            }

            try
            {
                tables.Add(TimeTableReader.Read(file, time, dayFirst));
            }
            catch (FaultException exception)
            {
                faults.AddRange(exception.Faults);
            }
        }

        return performance.Count + tables.Count > 0 ? new AnalysisInput(performance, tables, faults)
            : throw new FaultException(faults.Count > 0 ? faults : [new Fault(FaultCodes.DataEmpty, "There is nothing to analyse.", "Give a file or a folder of exports.") { File = path }]);
    }

    public static string Path(Invocation invocation, string verb) => invocation.Get(DataOptions.Data)
        ?? throw new FaultException(UsageFaults.Wrong($"'omua analyze {verb}' needs --data", "name a file or a folder of exports: --data exports/"));

    public static List<string> Names(string[]? given) =>
        [.. (given ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    public static string Figure(double? value) => value is { } number && double.IsFinite(number)
        ? number.ToString(Math.Abs(number) >= 1000 ? "#,0.00" : "0.####", CultureInfo.InvariantCulture) : "n/a";

    /// <summary>A time as short as it can be written.</summary>
    public static string Moment(DateTime time) => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
