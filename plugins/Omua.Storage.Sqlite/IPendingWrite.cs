namespace Omua.Storage.Sqlite;

/// <summary>A write that somebody waits for.</summary>
internal interface IPendingWrite
{
    /// <summary>Whether it cannot share a transaction: it is none, or makes its own.</summary>
    bool IsAlone { get; }

    /// <summary>Ends the wait where the caller has given up; false where the write is still wanted.</summary>
    bool IsCancelled();

    /// <summary>Does the write and keeps its outcome.</summary>
    void Run(WriterConnection connection);

    /// <summary>The outcome is on the disk.</summary>
    void Complete();

    /// <summary>There is none. A write that failed before keeps its own failure.</summary>
    void Fail(Exception exception);
}
