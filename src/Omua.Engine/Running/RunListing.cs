namespace Omua.Engine.Running;

/// <summary>A run in a list.</summary>
internal sealed record RunListing(string RunId, RunStatus Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, RunSummary Summary);
