namespace Omua.Analytics;

/// <summary>What the columns of files mean that are in no known shape, as a person wrote it down and checked it.</summary>
public sealed record ColumnMapping
{
    /// <summary>Which files: a name with <c>*</c> and <c>?</c>; capitals do not count.</summary>
    public required string Files { get; init; }

    /// <summary>The kind of rows: <c>performance</c>, <c>transactions</c>, <c>events</c>, ... Default performance.</summary>
    public string Kind { get; init; } = "performance";

    /// <summary>
    /// What each column is, by role: <c>date</c>, a canonical measure (<c>cost</c>), any other name for a dimension of performance rows, or a column of the kind
    /// (<c>customer_id</c>). Names of columns are compared as those of exports are: capitals, blanks and marks do not count.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>Roles that are further measures and no dimensions.</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];

    /// <summary>What the cells of a measure are divided by: 1000000 for micros, 100 for cents.</summary>
    public IReadOnlyDictionary<string, double> Divide { get; init; } = new Dictionary<string, double>();

    /// <summary>The currency of all rows; default what the file says.</summary>
    public string? Currency { get; init; }

    /// <summary>The channel of all rows; default what the file says.</summary>
    public string? Channel { get; init; }

    /// <summary>Whether 03/04/2025 is the third of April; default what the file tells.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>Whether numbers have a decimal comma; default what the file tells.</summary>
    public bool? DecimalComma { get; init; }

    /// <summary>Whether a file is one that this is about.</summary>
    public bool Fits(string path) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(Files, Path.GetFileName(path), ignoreCase: true);
}
