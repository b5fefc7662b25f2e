using Omua.Analytics;

namespace Omua.Cli.Verbs.Analysis;

/// <summary>What can be followed over time: performance exports, and tables over time that are no export.</summary>
internal sealed record SeriesInput(IReadOnlyList<PerformanceDataset> Performance, IReadOnlyList<TimeTable> Tables, IReadOnlyList<Fault> Faults);
