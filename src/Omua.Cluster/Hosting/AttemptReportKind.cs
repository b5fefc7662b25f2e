namespace Omua.Cluster.Hosting;

/// <summary>What a report is about.</summary>
internal enum AttemptReportKind
{
    /// <summary>The attempt has ended.</summary>
    Outcome,

    /// <summary>A suspect runs from now on, alone on its silo.</summary>
    Begun,

    /// <summary>The silo cannot carry it out: data or agent of the run are not there. Another may.</summary>
    Refused,
}
