namespace Omua.Abstractions;

/// <summary>Something that went wrong, said so that a person can mend it: a stable code, what failed, where, and what to do.</summary>
/// <param name="Code">One of <see cref="FaultCodes"/>; never reused for something else.</param>
/// <param name="Message">What failed and why, in a sentence. Never a secret.</param>
/// <param name="Fix">What to do next; a command where one mends it.</param>
public sealed record Fault(string Code, string Message, string Fix)
{
    /// <summary>The file or folder concerned; null where there is none.</summary>
    public string? File { get; init; }

    /// <summary>Line in the file, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>Column in the line, from 1.</summary>
    public int? Column { get; init; }

    /// <summary>File, line and column as <c>file:line:column</c>; empty where there is no file.</summary>
    public string Place => File is null ? "" : Line is null ? File : Column is null ? $"{File}:{Line}" : $"{File}:{Line}:{Column}";
}
