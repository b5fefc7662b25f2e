namespace Omua.Analytics;

/// <summary>How one kind of export is recognised by its header, and what its columns mean. Column names are <see cref="HeaderName.Normalise"/>d.</summary>
internal sealed record ExportFormat(string Name)
{
    /// <summary>Columns that must all be there.</summary>
    public required IReadOnlyList<string> Required { get; init; }

    /// <summary>The column with the day.</summary>
    public string? Date { get; init; }

    /// <summary>Columns with the month's name and the day of the month, where there is no year.</summary>
    public (string Month, string Day)? MonthAndDay { get; init; }

    /// <summary>Canonical dimension and the column it is read from.</summary>
    public IReadOnlyList<(string Dimension, string Column)> Dimensions { get; init; } = [];

    /// <summary>Canonical measure, the column it is read from, and what a cell is divided by.</summary>
    public IReadOnlyList<(string Measure, string Column, double Divisor)> Measures { get; init; } = [];

    /// <summary>The channel of every row, where the export identifies it.</summary>
    public string? Channel { get; init; }

    /// <summary>The platform whose spend this is at one of several grains, with the place from coarse (0) to fine; null where there is one grain only.</summary>
    public (string Platform, int Fineness)? Grain { get; init; }

    /// <summary>What a reader of figures from this format must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
