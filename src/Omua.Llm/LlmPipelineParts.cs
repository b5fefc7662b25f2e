using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Omua.Llm.Calling;
using Omua.Llm.Settings;

namespace Omua.Llm;

/// <summary>What a pipeline is made of.</summary>
internal sealed record LlmPipelineParts
{
    public required LlmSettings Settings { get; init; }

    /// <summary>In the order in which they are asked.</summary>
    public required IReadOnlyList<BackendEntry> Backends { get; init; }

    /// <summary>Where budgets, answers and approvals are kept; null keeps budgets in memory, no answers, and approves nothing.</summary>
    public IDocumentStore? Documents { get; init; }

    /// <summary>Texts that must not leave the machine: the keys of the configuration.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>File to record calls to.</summary>
    public string? RecordTo { get; init; }

    /// <summary>File to answer calls from; no backend is then asked.</summary>
    public string? ReplayFrom { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>For the jitter of retries.</summary>
    public Random Random { get; init; } = new(1);

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
