namespace Omua.Cluster.Grains;

/// <summary>A run, by its id: the address of the silo that works on it. Whether it may write the run is not decided here but by the journal.</summary>
[Alias("omua.run")]
internal interface IRunGrain : IGrainWithStringKey
{
    /// <summary>Has the run worked on from now on. Asking again does no harm.</summary>
    [Alias("take-up")]
    Task<TakeUpAnswer> TakeUpAsync();

    /// <summary>What became of an attempt.</summary>
    /// <returns>Whether it is recorded, or no longer matters. Otherwise: say it again.</returns>
    [Alias("report")]
    Task<bool> ReportAsync(ReportMessage report);

    /// <summary>Whether the run still waits for an attempt; null where that cannot be told now.</summary>
    [Alias("is-current")]
    Task<bool?> IsCurrentAsync(string taskId, int attempt);
}
