using Omua.Analytics;

namespace Omua.Cli.Verbs.Analysis;

/// <summary>What a method works on: one dataset of the kind that it needs, and what else was found.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Loaded">All that was found.</param>
/// <param name="Notes">Which datasets of the kind were left aside.</param>
internal sealed record DatasetInput<TDataset>(TDataset Dataset, LoadedData Loaded, IReadOnlyList<string> Notes)
    where TDataset : Dataset;
