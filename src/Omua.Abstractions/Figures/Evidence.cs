namespace Omua.Abstractions;

/// <summary>One figure with all that someone needs to compute it again: formula, rows, window, unit, interval.</summary>
public sealed record Evidence
{
    /// <summary>Name of the figure in snake_case: <c>roas</c>, <c>cpa</c>, <c>marginal_roas</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The value, or null where it does not exist (a ratio whose denominator is zero); <see cref="Note"/> then says why.</summary>
    public required double? Value { get; init; }

    /// <summary>Unit of the value: a currency code, <c>ratio</c>, <c>count</c>, <c>USD per conversion</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>How the value follows from the rows: <c>sum(revenue) / sum(cost)</c>.</summary>
    public required string Formula { get; init; }

    /// <summary>Name of the dataset that the rows came from.</summary>
    public required string Dataset { get; init; }

    /// <summary>Which rows were used, as dimension values: <c>campaign = camp 1</c>. Empty means all rows of the window.</summary>
    public IReadOnlyDictionary<string, string> Rows { get; init; } = new Dictionary<string, string>();

    /// <summary>How many rows were used.</summary>
    public required long RowCount { get; init; }

    /// <summary>The days that the rows cover; null where the export carries no date.</summary>
    public DateRange? Window { get; init; }

    /// <summary>The interval of the value, where one exists.</summary>
    public Interval? Interval { get; init; }

    /// <summary>What a reader must know beside the number: a caveat, or why there is no value.</summary>
    public string? Note { get; init; }
}
