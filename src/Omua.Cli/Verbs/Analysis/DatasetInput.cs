using System.CommandLine;
using Omua.Analytics;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Datasets;

namespace Omua.Cli.Verbs.Analysis;

/// <summary>What a method works on: one dataset of the kind that it needs, and what else was found.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Loaded">All that was found.</param>
/// <param name="Notes">Which datasets of the kind were left aside.</param>
internal sealed record DatasetInput<TDataset>(TDataset Dataset, LoadedData Loaded, IReadOnlyList<string> Notes)
    where TDataset : Dataset;

/// <summary>Finds the dataset that a method works on.</summary>
internal static class DatasetInput
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
        var path = AnalysisInput.Path(invocation, verb);
        var loaded = await DatasetLoader.LoadAsync(path, DataOptions.From(invocation), cancellationToken);
        var fitting = loaded.Datasets.OfType<TDataset>().Where(fits).OrderByDescending(dataset => dataset.Quality.RowsRead).ToList();
        if (fitting.Count == 0)
        {
            throw new FaultException(loaded.Datasets.Count == 0 ? loaded.Faults : [Nothing(verb, needs, loaded)]);
        }

        if (invocation.Get(Name) is { } name)
        {
            var named = fitting.Find(dataset => dataset.Name == name) ?? throw new FaultException(new Fault(
                FaultCodes.UnknownDataset, $"no dataset that 'omua analyze {verb}' can use is named '{name}'", $"use one of: {string.Join(", ", fitting.Select(dataset => dataset.Name))}"));
            return new DatasetInput<TDataset>(named, loaded, []);
        }

        return new DatasetInput<TDataset>(fitting[0], loaded, [.. fitting.Skip(1).Select(other => $"{other.Name} was left aside; --dataset {other.Name} takes it instead of {fitting[0].Name}.")]);
    }

    private static Fault Nothing(string verb, string needs, LoadedData loaded) => new(
        FaultCodes.NoDataForMethod,
        $"'omua analyze {verb}' has nothing to work on: the data holds {string.Join(", ", loaded.Datasets.Select(dataset => $"{dataset.Kind} ({dataset.Name})"))}",
        $"it needs {needs}");
}
