namespace Omua.Testing;

/// <summary>A run in memory.</summary>
internal sealed class MemoryRun(string id)
{
    public string Id => id;

    public List<JournalEvent> Events { get; } = [];

    public bool IsOpen { get; set; }

    public string? Summary { get; set; }

    public DateTimeOffset CreatedAt => Events[0].RecordedAt;
}
