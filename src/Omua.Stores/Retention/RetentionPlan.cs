namespace Omua.Stores.Retention;

/// <summary>What is older than it is kept.</summary>
/// <param name="Before">The limit, excluded.</param>
/// <param name="Runs">Closed runs whose last event is older, oldest last.</param>
/// <param name="Documents">How many documents belong to these runs.</param>
/// <param name="Points">Points that are older, by metric.</param>
internal sealed record RetentionPlan(DateTimeOffset Before, IReadOnlyList<RunEntry> Runs, long Documents, IReadOnlyDictionary<string, long> Points);
