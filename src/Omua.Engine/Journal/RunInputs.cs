namespace Omua.Engine.Journal;

/// <summary>What a run was planned from: all that another process needs to take it up. Journals of the first version do not have it.</summary>
internal sealed record RunInputs
{
    /// <summary>File or folder of the exports, as a full path.</summary>
    public required string DataPath { get; init; }

    /// <summary>The files below it as they were, so that a change is seen.</summary>
    public IReadOnlyList<InputFile> Files { get; init; } = [];

    public decimal? Budget { get; init; }

    /// <summary>The currency that the caller stated; null where the data says it.</summary>
    public string? Currency { get; init; }

    /// <summary>The agents that take part, each with the version that planned.</summary>
    public IReadOnlyDictionary<string, string> Agents { get; init; } = new Dictionary<string, string>();

    public int Seed { get; init; } = 1;

    /// <summary>The moment that agents are given as the run's start.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Folder for the report, as a full path; null takes the usual one.</summary>
    public string? Out { get; init; }

    public bool IsSimulated { get; init; }

    /// <summary>The command that gives the same figures again.</summary>
    public string Command { get; init; } = "";
}
