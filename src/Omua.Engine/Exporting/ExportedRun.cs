namespace Omua.Engine.Exporting;

/// <summary>A run as its export has it.</summary>
internal sealed record ExportedRun(string RunId, IReadOnlyList<JournalEvent> Events);
