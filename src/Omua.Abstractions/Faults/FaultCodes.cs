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
