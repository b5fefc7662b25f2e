namespace Omua.Analytics;

/// <summary>A guess what a column is.</summary>
/// <param name="Role">What it is taken for: <c>cost</c>, <c>date</c>, a dimension.</param>
/// <param name="Column">Its name in the file.</param>
/// <param name="Sample">Its first cell.</param>
/// <param name="Reason">Why: by its name, by its cells.</param>
public sealed record ProposedColumn(string Role, string Column, string Sample, string Reason);
