namespace Omua.Analytics;

/// <summary>A figure with the range it lies in.</summary>
/// <param name="Value">The estimate, in the unit of the figure; null where it does not exist (a zero denominator).</param>
/// <param name="Interval">The interval at its level; null where the rows support none.</param>
/// <param name="Method">How both were computed, in a few words: <c>Wilson score</c>, <c>block bootstrap</c>.</param>
/// <param name="Note">Why there is no value or interval, or what a reader must know; null where nothing is to be said.</param>
public sealed record Estimate(double? Value, Interval? Interval, string Method, string? Note = null);
