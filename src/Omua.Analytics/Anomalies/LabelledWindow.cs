namespace Omua.Analytics;

/// <summary>A span of time in which something is known to have been wrong.</summary>
/// <param name="From">Its first moment, included.</param>
/// <param name="To">Its last moment, included.</param>
public readonly record struct LabelledWindow(DateTime From, DateTime To);
