namespace Omua.Stores.Copying;

/// <summary>How far a copy has come.</summary>
internal sealed record CopyProgress(long Runs, long Events, long Documents, long Points);
