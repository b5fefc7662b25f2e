namespace Omua.Abstractions;

/// <summary>A row that was not used, and why.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Line">The line on which the row starts, counted from 1.</param>
/// <param name="Reason">What is wrong with it, in words that say which column.</param>
public sealed record RefusedRow(string File, long Line, string Reason);
