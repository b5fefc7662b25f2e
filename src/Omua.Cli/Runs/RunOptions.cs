using Omua.Cli.Composition;

namespace Omua.Cli.Runs;

/// <summary>What a caller asks of a run.</summary>
internal sealed record RunOptions
{
    /// <summary>File or folder of exports.</summary>
    public required string DataPath { get; init; }

    public decimal? Budget { get; init; }

    /// <summary>Currency of exports that state none, and of the budget; null leaves it unknown.</summary>
    public string? Currency { get; init; }

    /// <summary>Names of the agents that take part; empty for all.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    public bool IsApproved { get; init; }

    /// <summary>Folder for the report; null takes <c>omua-report/&lt;run id&gt;</c>.</summary>
    public string? Out { get; init; }

    public string Goal { get; init; } = "";

    public int Seed { get; init; } = 1;

    /// <summary>The command that gives the same figures again, for the report.</summary>
    public required string Command { get; init; }

    public IReadOnlyList<TaskSpec>? Playbook { get; init; }

    public bool IsSimulated { get; init; }

    /// <summary>How models are called; null calls none.</summary>
    public LlmTape? Llm { get; init; }
}
