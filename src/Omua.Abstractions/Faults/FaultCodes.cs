namespace Omua.Abstractions;

/// <summary>
/// Every stable code, in one place; <c>docs/errors.md</c> explains each. 1xx plugins, 2xx configuration, 3xx data, 4xx plans and runs, 5xx storage,
/// 6xx language models, 9xx the command line. A code that is given up is never used again.
/// </summary>
public static class FaultCodes
{
    // 1xx plugins

    // 2xx configuration

    // 3xx data

    /// <summary>There is no file or folder at the path of the data.</summary>
    public const string DataNotFound = "OMUA301";

    /// <summary>A data file could not be opened or read.</summary>
    public const string DataUnreadable = "OMUA302";

    /// <summary>A data file holds nothing.</summary>
    public const string DataEmpty = "OMUA303";

    /// <summary>A data file has a header and no row below it.</summary>
    public const string DataWithoutRows = "OMUA304";

    /// <summary>A file is no export that is known.</summary>
    public const string NotAnExport = "OMUA305";

    /// <summary>A file was recognised and nothing in this version uses it.</summary>
    public const string ExportNotUsed = "OMUA306";

    /// <summary>Every row of a file was refused.</summary>
    public const string NoUsableRow = "OMUA307";

    /// <summary>Dates of a file can be read both as day/month and as month/day.</summary>
    public const string AmbiguousDates = "OMUA308";

    /// <summary>A dimension was asked for that the data does not have.</summary>
    public const string UnknownDimension = "OMUA309";

    /// <summary>Something was asked for by time, and the data carries no days, or days without a year.</summary>
    public const string NoDays = "OMUA310";

    // 4xx plans and runs

    // 5xx storage

    // 6xx language models

    // 9xx command line

    /// <summary>There is no verb of that name.</summary>
    public const string UnknownVerb = "OMUA901";

    /// <summary>An option or argument is unknown, missing or has a value that it cannot have.</summary>
    public const string WrongUsage = "OMUA902";

    /// <summary>Something that the program did not foresee: a defect.</summary>
    public const string Unexpected = "OMUA999";
}
