namespace Omua.Analytics;

/// <summary>One thing that rows of a kind say, and the column names under which it is known.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Cell">How its cells are read.</param>
/// <param name="Columns">Normalised column names, the most telling first.</param>
internal sealed record RecordRole(string Name, RecordCell Cell, params string[] Columns)
{
    /// <summary>Whether a file without it is not of this kind.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether a number below zero is refused.</summary>
    public bool IsNeverNegative { get; init; }
}
