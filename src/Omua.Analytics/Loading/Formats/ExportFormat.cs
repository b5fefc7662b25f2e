namespace Omua.Analytics;

/// <summary>How one kind of export is recognised by its header, and what its columns mean. Column names are those of <see cref="ColumnNames"/>.</summary>
internal sealed record ExportFormat(string Name)
{
    /// <summary>Columns that must all be there.</summary>
    public required IReadOnlyList<string> Required { get; init; }

    /// <summary>Of each list at least one column must be there: the words that this platform uses and others do not.</summary>
    public IReadOnlyList<IReadOnlyList<string>> AnyOf { get; init; } = [];

    /// <summary>The column with the day, by any of its names.</summary>
    public IReadOnlyList<string> Date { get; init; } = [];

    /// <summary>The column with the last day of a row that covers several.</summary>
    public IReadOnlyList<string> DateEnd { get; init; } = [];

    /// <summary>Columns with the month's name and the day of the month, where there is no year.</summary>
    public (string Month, string Day)? MonthAndDay { get; init; }

    /// <summary>Canonical dimensions and the columns that they may be read from.</summary>
    public IReadOnlyList<DimensionRule> Dimensions { get; init; } = [];

    /// <summary>Canonical measures and the columns that they may be read from. Of several rules for one measure the first that fits is taken.</summary>
    public IReadOnlyList<MeasureRule> Measures { get; init; } = [];

    /// <summary>The channel of every row, where the export identifies it.</summary>
    public string? Channel { get; init; }

    /// <summary>The dimension that tells the channel of each row, and how; <see cref="Channel"/> stands where the export lacks it.</summary>
    public (string Dimension, Func<string, string> Of)? ChannelOf { get; init; }

    /// <summary>Whether a row without a campaign is the platform's own sum over the rows.</summary>
    public bool EmptyCampaignIsTotal { get; init; }

    /// <summary>The platform whose spend this is at one of several grains, with the place from coarse (0) to fine; null where there is one grain only.</summary>
    public (string Platform, int Fineness)? Grain { get; init; }

    /// <summary>Whether the measures must make a performance table on their own: two of them, one of impressions, clicks and cost, and a date or dimension beside.</summary>
    public bool IsLoose { get; init; }

    /// <summary>What a reader of figures from this format must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
