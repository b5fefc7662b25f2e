using System.CommandLine;
using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Datasets;

namespace Omua.Cli.Verbs.Analysis;

/// <summary>Reads what lies at <c>--data</c> for the method that was called: one dataset of the kind that it needs, or all that can be followed over time.</summary>
internal static class AnalysisInput
{
    public static Option<string?> Name { get; } = new("--dataset") { Description = "The dataset to use where there are several (default: the one with most rows)", HelpName = "NAME" };

    /// <summary>Options of every method that works on one dataset.</summary>
    public static IEnumerable<Option> Options => [.. DataOptions.All, Name];

    /// <summary>Loads the data and takes the dataset that was named, else the largest that fits.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="verb">The verb, for messages: <c>attribution</c>.</param>
    /// <param name="needs">Which rows the method needs, and by which columns they are known.</param>
    /// <param name="fits">Whether a dataset is of that kind.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<DatasetInput<TDataset>> LoadAsync<TDataset>(
        Invocation invocation, string verb, string needs, Func<TDataset, bool> fits, CancellationToken cancellationToken)
        where TDataset : Dataset
    {
        var path = Path(invocation, verb);
        var loaded = await Exports.LoadAsync(path, DataOptions.From(invocation), cancellationToken);
        var fitting = loaded.Datasets.OfType<TDataset>().Where(fits).OrderByDescending(dataset => dataset.Quality.RowsRead).ToList();
        if (fitting.Count == 0)
        {
            throw new FaultException(Nothing(verb, needs, loaded));
        }

        if (invocation.Get(Name) is { } name)
        {
            var named = fitting.Find(dataset => dataset.Name == name) ?? throw new FaultException(new Fault(
                FaultCodes.UnknownDataset, $"no dataset that 'omua analyze {verb}' can use is named '{name}'", $"use one of: {string.Join(", ", fitting.Select(dataset => dataset.Name))}"));
            return new DatasetInput<TDataset>(named, loaded, []);
        }

        return new DatasetInput<TDataset>(fitting[0], loaded, [.. fitting.Skip(1).Select(other => $"{other.Name} was left aside; --dataset {other.Name} takes it instead of {fitting[0].Name}.")]);
    }

    /// <summary>What is said where the data holds nothing that a method can use: what could not be read, else what there is instead.</summary>
    public static IReadOnlyList<Fault> Nothing(string verb, string needs, LoadedData loaded) => loaded.Datasets.Count == 0 && loaded.Faults.Count > 0 ? loaded.Faults :
    [
        new Fault(
            FaultCodes.NoDataForMethod,
            $"'omua analyze {verb}' has nothing to work on: the data holds {string.Join(", ", loaded.Datasets.Select(dataset => $"{dataset.Kind} ({dataset.Name})").DefaultIfEmpty("nothing"))}",
            $"it needs {needs}"),
    ];

    public static Option<string?> Time { get; } = new("--time") { Description = "The column of times, in a table that is no export (default: found by name)", HelpName = "COLUMN" };

    /// <summary>Reads the path. What was asked for by <paramref name="isTable"/> is read as a table even where it would pass for an export.</summary>
    public static async Task<SeriesInput> ReadAsync(Invocation invocation, string verb, bool isTable, CancellationToken cancellationToken)
    {
        var path = Path(invocation, verb);
        var (time, dayFirst) = (invocation.Get(Time), invocation.Get(DataOptions.DayFirst));
        if (isTable && File.Exists(path))
        {
            return new SeriesInput([], [TimeTableReader.Read(path, time, dayFirst)], []);
        }

        var loaded = await Exports.LoadAsync(path, DataOptions.From(invocation), cancellationToken);
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

        return performance.Count + tables.Count > 0 ? new SeriesInput(performance, tables, faults)
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
