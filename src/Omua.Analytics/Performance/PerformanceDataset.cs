namespace Omua.Analytics;

/// <summary>Daily (or undated) ad performance: one row for each combination of day and dimensions, with counts and money.</summary>
public sealed class PerformanceDataset : Dataset
{
    /// <summary>The rows, column by column.</summary>
    public required PerformanceTable Table { get; init; }

    /// <summary>
    /// Name of the dataset that holds the same spend at the grain to roll up from; null for a dataset whose spend is its own. Datasets that name another are never added to it.
    /// </summary>
    public string? SameSpendAs { get; init; }

    /// <summary>Whether the export names days without a year, so that the year is a placeholder and weekdays are unknown.</summary>
    public bool IsYearAssumed { get; init; }

    /// <summary>The platform that counted the conversions and revenue of this export for itself (<c>meta_ads</c>); null for a table in no platform's shape.</summary>
    public string? Platform => Format.Split('.')[0] is var name && name is not "generic" and not "display_performance" and not "mapped" ? name : null;

    internal PerformanceDataset AtOtherGrainThan(string name) => new()
    {
        Name = Name,
        Kind = Kind,
        Format = Format,
        Channel = Channel,
        Window = Window,
        IsSimulated = IsSimulated,
        IsYearAssumed = IsYearAssumed,
        Table = Table,
        SameSpendAs = name,
        Quality = Quality with { Notes = [$"Same spend as {name} at another grain; not added.", .. Quality.Notes] },
    };
}
