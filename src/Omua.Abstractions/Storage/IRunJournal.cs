namespace Omua.Abstractions;

/// <summary>
/// Runs as journals of events. The truth of a run is the fold over its events; the store gives order, durability and fencing, and reads no event.
/// Time is the store's own clock, so that two processes agree on leases and timers.
/// </summary>
public interface IRunJournal
{
    /// <summary>
    /// Appends events, timers and the run's summary in one commit: all of them or none. When the call returns they are durable; after <see cref="StorageFailure.Unavailable"/>
    /// or a cancelled token they may or may not be there (load to know), after any other failure they are not.
    /// </summary>
    /// <returns>The sequence of the last event of the run.</returns>
    /// <exception cref="StorageException">
    /// <see cref="StorageFailure.Conflict"/> when <see cref="JournalAppend.ExpectedSequence"/> is not the run's last sequence;
    /// <see cref="StorageFailure.Fenced"/> when the lease in <see cref="JournalAppend.Lease"/> is held by someone else or has ended;
    /// <see cref="StorageFailure.TooLarge"/> when an event is over 16 MB.
    /// </exception>
    Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default);

    /// <summary>The events of a run after a sequence, in order. An unknown run gives none.</summary>
    IAsyncEnumerable<JournalEvent> LoadAsync(string runId, long afterSequence = 0, CancellationToken cancellationToken = default);

    /// <summary>Runs, newest first (by first append, then by id), a page at a time. A run that exists throughout the paging appears exactly once.</summary>
    Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes or renews the lease of a run. An owner that holds it gets it renewed under the same token; a new owner gets a greater token once the old lease has ended.
    /// </summary>
    /// <returns>The lease, or null while another owner holds it.</returns>
    Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Gives a lease back. Does nothing when it is no longer held.</summary>
    Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken = default);

    /// <summary>Timers that are due by the store's clock, earliest first. A timer stays until an append clears it.</summary>
    Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken cancellationToken = default);
}
