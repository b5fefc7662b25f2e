namespace Omua.Cluster.Grains;

/// <summary>What a silo says when it is asked to work on a run.</summary>
[GenerateSerializer, Alias("omua.take-up-answers")]
internal enum TakeUpAnswer
{
    /// <summary>It works on it.</summary>
    Running,

    /// <summary>Another process holds the run.</summary>
    Busy,

    /// <summary>The run has ended, or there is none.</summary>
    Over,

    /// <summary>The silo is about to stop.</summary>
    Stopping,

    /// <summary>It could not; the silo's log says why.</summary>
    Failed,
}
