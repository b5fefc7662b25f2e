using Microsoft.Extensions.Logging.Abstractions;
using Omua.Engine.Deciding;
using Omua.Engine.Planning;
using Omua.Engine.Running;

namespace Omua.Engine.Tests;

/// <summary>An engine over a store in memory, and runs by short calls.</summary>
internal sealed class EngineGround(IAgent agent, TimeProvider? time = null)
{
    public const string RunId = "run";

    public MemoryStorage Storage { get; } = new(time ?? TimeProvider.System);

    public TimeProvider Time { get; } = time ?? TimeProvider.System;

    public EngineOptions Options { get; init; } = new();

    public RunDesk Desk => new(Storage, Time);

    public RunHistory History => new(Storage);

    public Task<RunState> ExecuteAsync(params IReadOnlyList<TaskSpec> tasks) => Engine.ExecuteAsync(
        new RunRequest { RunId = RunId, Plan = new Plan { Source = "rules", Tasks = tasks }, Agents = Agents, Context = Context });

    public Task<RunState> ExecuteAsync(IReadOnlyList<TaskSpec> tasks, CancellationToken cancellationToken, CancellationToken drain = default) => Engine.ExecuteAsync(
        new RunRequest { RunId = RunId, Plan = new Plan { Source = "rules", Tasks = tasks }, Agents = Agents, Context = Context }, null, cancellationToken, drain);

    public Task<RunState> TakeUpAsync() => Engine.TakeUpAsync(RunId, Agents, Context);

    public static TaskSpec Spec(string id, params string[] dependencies) => new() { Id = id, Name = id, AgentType = "worker", Dependencies = dependencies };

    private RunEngine Engine => new(Storage, Options, Time, NullLogger.Instance);

    private Dictionary<string, IAgent> Agents { get; } = new() { [agent.Name] = agent };

    private static ContextData Context { get; } = new() { RunId = RunId, StartedAt = DateTimeOffset.UnixEpoch };
}
