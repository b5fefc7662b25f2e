namespace Omua.Analytics;

/// <summary>What a file cannot say about itself.</summary>
public sealed record LoadOptions
{
    /// <summary>
    /// The year that stands in for one that the data does not carry, where <see cref="Year"/> is not given. A leap year, so that every day that a file can name exists.
    /// It is a placeholder: days keep their order and distance, weekdays are not claimed (<see cref="PerformanceDataset.IsYearAssumed"/>).
    /// </summary>
    public const int PlaceholderYear = 2000;

    /// <summary>The year of exports that name month and day alone; default none, and <see cref="PlaceholderYear"/> stands in.</summary>
    public int? Year { get; init; }

    /// <summary>Whether 03/04/2025 is the third of April. Default: decided from the file where a day above 12 tells, and refused where nothing does.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>Whether 1.234 is one thousand two hundred and thirty-four. Default: decided from the file.</summary>
    public bool? DecimalComma { get; init; }

    /// <summary>What the columns of files mean that are in no known shape; the first that fits a file is taken, before any shape that is known. Default none.</summary>
    public IReadOnlyList<ColumnMapping> Mappings { get; init; } = [];

    /// <summary>Whether the rows were simulated; passed on to the datasets. Default false.</summary>
    public bool IsSimulated { get; init; }
}
