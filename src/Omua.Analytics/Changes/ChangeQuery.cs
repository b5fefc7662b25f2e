namespace Omua.Analytics;

/// <summary>Which two periods to hold against each other, and by what.</summary>
public sealed record ChangeQuery
{
    /// <summary>The earlier period.</summary>
    public required DateRange Before { get; init; }

    /// <summary>The later period; it may not overlap the earlier one.</summary>
    public required DateRange After { get; init; }

    /// <summary>Names of the dimensions whose groups the change is shared out to; at least one.</summary>
    public required IReadOnlyList<string> By { get; init; }

    /// <summary>Only rows whose dimensions have exactly these values; empty means all rows.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>The metrics to explain, of <see cref="ChangeDecomposition.Metrics"/>; empty takes all that the data carries.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>The currency to use where rows are of several. Default null.</summary>
    public string? Currency { get; init; }

    /// <summary>Resamples behind each interval. Default 1000; 0 gives none.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>Confidence level. Default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Seed of the resampling. Default 1.</summary>
    public int Seed { get; init; } = 1;
}
