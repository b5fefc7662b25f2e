namespace Omua.Analytics;

/// <summary>What was found at a path.</summary>
/// <param name="Datasets">The exports that were recognised, read.</param>
/// <param name="Faults">Files that could not be used, each with place, cause and fix. The rest goes on.</param>
public sealed record LoadedData(IReadOnlyList<Dataset> Datasets, IReadOnlyList<Fault> Faults);
