namespace Omua.Abstractions;

/// <summary>
/// One recognised export, or several of the same kind and grain read as one. The rows live in the subclass of the room that reads them
/// (<c>Omua.Analytics.PerformanceDataset</c>): <c>context.Datasets.OfType&lt;PerformanceDataset&gt;()</c>.
/// </summary>
public abstract class Dataset
{
    /// <summary>Name that is unique in a run, from the file or folder it came from.</summary>
    public required string Name { get; init; }

    /// <summary>What the rows are: <c>performance</c>, <c>paths</c>, <c>touchpoints</c>, <c>transactions</c>, <c>experiment_units</c>, <c>events</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The format that was recognised: <c>google_ads.campaign</c>, <c>meta_ads.ad</c>, <c>generic.performance</c>.</summary>
    public required string Format { get; init; }

    /// <summary>
    /// The acquisition channel when the export identifies one (<c>paid_search</c>, <c>paid_social</c>, <c>display</c>); null when it does not.
    /// A channel is never guessed.
    /// </summary>
    public string? Channel { get; init; }

    /// <summary>The days covered; null where the export carries no date that can be trusted.</summary>
    public DateRange? Window { get; init; }

    /// <summary>Whether the rows were simulated and are not a record of real spend.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>What was read, refused, duplicated and missing.</summary>
    public required DatasetQuality Quality { get; init; }
}
