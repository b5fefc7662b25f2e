namespace Omua.Cli.Runs;

/// <summary>What a report says of the rows of one dataset in one currency.</summary>
internal sealed record DatasetFigures
{
    public required Dataset Dataset { get; init; }

    /// <summary>Currency of all money here; <see cref="Money.UnknownCurrency"/> where nobody stated one.</summary>
    public required string Currency { get; init; }

    public required FigureRow Totals { get; init; }

    public IReadOnlyList<FigureTable> Tables { get; init; } = [];

    /// <summary>Figures by day, in order; empty where the export carries no dates.</summary>
    public IReadOnlyList<(DateOnly Day, FigureRow Figures)> Daily { get; init; } = [];
}
