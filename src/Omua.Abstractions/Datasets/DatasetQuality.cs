namespace Omua.Abstractions;

/// <summary>What happened to the rows of a dataset while it was read. Nothing is dropped in silence.</summary>
public sealed record DatasetQuality
{
    /// <summary>The files that were read, in order.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Rows accepted, exact duplicates included.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows refused.</summary>
    public required long RowsRefused { get; init; }

    /// <summary>The first refused rows with place and reason; at most 100 of them.</summary>
    public IReadOnlyList<RefusedRow> Refused { get; init; } = [];

    /// <summary>Accepted rows that repeat an earlier row exactly. They are counted, reported and kept: an export may hold honest repeats.</summary>
    public long Duplicates { get; init; }

    /// <summary>Files left out because an earlier file of the same run has the same content.</summary>
    public IReadOnlyList<string> RepeatedFiles { get; init; } = [];

    /// <summary>Days without any row inside the window.</summary>
    public IReadOnlyList<DateRange> Gaps { get; init; } = [];

    /// <summary>Currencies that occur. More than one means that money is rolled up for each apart.</summary>
    public IReadOnlyList<string> Currencies { get; init; } = [];

    /// <summary>What else a reader of the figures must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
