namespace Omua.Abstractions;

/// <summary>One commit to the journal of a run.</summary>
public sealed record JournalAppend
{
    /// <summary>The run; it begins to exist with its first append. 1 to 200 UTF-16 characters, well formed and without U+0000; compared as UTF-8 bytes.</summary>
    public required string RunId { get; init; }

    /// <summary>The sequence of the run's last event; 0 for a new run.</summary>
    public required long ExpectedSequence { get; init; }

    /// <summary>The events, in order; at least one. The store numbers them from <see cref="ExpectedSequence"/> + 1.</summary>
    public required IReadOnlyList<NewEvent> Events { get; init; }

    /// <summary>What lists show of the run, as JSON; null keeps what is there. Its size is at most 64 kB.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether the run is open after this commit. Open runs are those that a restart must look at.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>The lease that the writer holds; checked in the same commit. Null writes without one.</summary>
    public RunLease? Lease { get; init; }

    /// <summary>When the events happened, where a run is copied from another store; null takes the store's clock, as every run of its own does.</summary>
    public DateTimeOffset? RecordedAt { get; init; }

    /// <summary>Timers to set, or to move when the id is known; of two with one id the last counts.</summary>
    public IReadOnlyList<NewTimer> SetTimers { get; init; } = [];

    /// <summary>Ids of timers to clear, once those of <see cref="SetTimers"/> are set; an unknown id is ignored.</summary>
    public IReadOnlyList<string> ClearTimers { get; init; } = [];
}
