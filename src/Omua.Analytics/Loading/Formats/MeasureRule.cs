namespace Omua.Analytics;

/// <summary>A canonical measure and the columns that it may be read from, the best first.</summary>
/// <param name="Name">The measure.</param>
/// <param name="Divisor">What a cell is divided by: 1e6 for micros.</param>
/// <param name="Columns">Names of columns, as <see cref="ColumnNames"/> writes them.</param>
internal sealed record MeasureRule(string Name, double Divisor, params string[] Columns)
{
    public MeasureRule(string name, string column, params string[] others)
        : this(name, 1, [column, .. others])
    {
    }

    /// <summary>Whether the other columns that are there count the same thing otherwise (another attribution window): they are kept under their own names and never added.</summary>
    public bool KeepsOthers { get; init; }
}
