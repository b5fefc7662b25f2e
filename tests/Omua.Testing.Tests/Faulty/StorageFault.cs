namespace Omua.Testing.Tests.Faulty;

/// <summary>What a <see cref="FaultyStorage"/> does wrong.</summary>
public enum StorageFault
{
    /// <summary>Appends over whatever sequence is there.</summary>
    IgnoresSequence,

    /// <summary>Writes the events of one append one by one.</summary>
    SplitsAppends,

    /// <summary>Takes any lease.</summary>
    IgnoresLease,

    /// <summary>Gives every owner the lease.</summary>
    SharesLease,

    /// <summary>Cuts the first event of each load.</summary>
    LosesEvents,

    /// <summary>Gives the last run of a page again on the next.</summary>
    RepeatsRuns,

    /// <summary>Writes JSON anew.</summary>
    Reformats,

    /// <summary>Drops the expected version of a put.</summary>
    IgnoresVersion,

    /// <summary>Trims keys.</summary>
    TrimsKeys,

    /// <summary>Buckets by local days.</summary>
    ShiftsBuckets,

    /// <summary>Takes points that are not finite.</summary>
    TakesNaN,

    /// <summary>Writes although the token is cancelled.</summary>
    IgnoresToken,
}
