namespace Omua.Abstractions;

/// <summary>An event as the journal holds it.</summary>
/// <param name="Sequence">1 for the first event of the run, without gaps.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Json">Exactly the text that was written, character by character: hashes over it hold.</param>
/// <param name="RecordedAt">When it was committed, by the store's clock, to the millisecond or better, in UTC.</param>
public sealed record JournalEvent(long Sequence, string Kind, string Json, DateTimeOffset RecordedAt);
