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
    /// <see cref="StorageFailure.Fenced"/> when the lease in <see cref="JournalAppend.Lease"/> is held by someone else or has ended (owner and token count), looked at before the sequence;
    /// <see cref="StorageFailure.TooLarge"/> when an event is over 16 MB.
    /// </exception>
    Task<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default);

    /// <summary>The events of a run after a sequence, in order. An unknown run gives none.</summary>
    IAsyncEnumerable<JournalEvent> LoadAsync(string runId, long afterSequence = 0, CancellationToken cancellationToken = default);

    /// <summary>The run as lists show it, or null.</summary>
    Task<RunEntry?> GetAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Runs, newest first (by first append, then by id, both descending), a page at a time. A run that exists throughout the paging appears exactly once.</summary>
    Task<Page<RunEntry>> ListAsync(RunQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes or renews the lease of a run, which need not exist yet. An owner that holds it gets it renewed under the same token. Once it has ended, whoever asks, the
    /// same owner too, gets a greater token: someone else may have held it in between.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="owner">Who asks; unique to a process; 1 to 200 characters, as a run's id.</param>
    /// <param name="duration">Above zero to one day, else <see cref="StorageFailure.Invalid"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lease, or null while another owner holds it.</returns>
    Task<RunLease?> LeaseAsync(string runId, string owner, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Gives a lease back. Does nothing when it is no longer held.</summary>
    Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken = default);

    /// <summary>Timers that are due by the store's clock, earliest first, ties by run and id in byte order. A timer stays until an append clears it.</summary>
    /// <param name="limit">1 to 1,000, else <see cref="StorageFailure.Invalid"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IReadOnlyList<DueTimer>> DueAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>The timers of a run, due or not, by id in byte order.</summary>
    Task<IReadOnlyList<DueTimer>> TimersAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Deletes a closed run with its events, timers and lease. Its id may be used anew.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="StorageException"><see cref="StorageFailure.Conflict"/> while the run is open.</exception>
    Task<bool> DeleteAsync(string runId, CancellationToken cancellationToken = default);
}
