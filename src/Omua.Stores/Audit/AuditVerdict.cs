namespace Omua.Stores.Audit;

/// <summary>What a look through the chain found.</summary>
/// <param name="Count">How many records were sound, from the first on.</param>
/// <param name="Anchor">The last sound record, to be kept as the next anchor.</param>
/// <param name="FirstBad">The first record that was altered or cut; null where all is sound.</param>
/// <param name="Problem">What is wrong with it.</param>
internal sealed record AuditVerdict(long Count, AuditAnchor Anchor, long? FirstBad, string? Problem);
