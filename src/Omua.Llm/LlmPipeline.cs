using Microsoft.Extensions.Logging;
using Omua.Llm.Budgets;
using Omua.Llm.Caching;
using Omua.Llm.Calling;
using Omua.Llm.Guarding;
using Omua.Llm.Recording;
using Omua.Llm.Routing;
using Omua.Llm.Settings;
using Omua.Llm.Structure;
using Omua.Llm.Tools;
using Omua.Llm.Tracing;

namespace Omua.Llm;

/// <summary>
/// One pipeline around whatever backends there are. From the outside in: deadline, guard, structure, tools, trace, cache or recording, budget, router, and for each attempt
/// retry, breaker, limits, timeouts and the check that the answer is whole. No backend is loaded before the first call.
/// </summary>
internal sealed class LlmPipeline : IDisposable
{
    private readonly IReadOnlyList<BackendEntry> _backends;
    private readonly IReadOnlyList<Route> _routes;
    private readonly SpendLedger _ledger;
    private readonly CassetteWriter? _recording;
    private readonly TimeProvider _time;
    private readonly bool _isReplay;

    public LlmPipeline(LlmPipelineParts parts)
    {
        (Settings, _backends, _time) = (parts.Settings, parts.Backends, parts.Time);
        var guard = new MessageGuard(parts.Secrets);
        var random = parts.Random;
        double Next()
        {
            lock (random)
            {
                return random.NextDouble();
            }
        }

        _routes = [.. parts.Backends.Select(backend => new Route(backend.Name, backend.Load, Settings, _time, Next))];
        _ledger = new SpendLedger(Settings, parts.Documents, _time, parts.Logger);
        LlmStage stage;
        if (parts.ReplayFrom is { } replay)
        {
            _isReplay = true;
            stage = new ReplayStage(Cassette.Read(replay));
        }
        else
        {
            stage = new BudgetStage(_ledger, new RouterStage(_routes, Settings.Timeouts));
            stage = Settings.Cache.Enabled && parts.Documents is { } documents
                ? new CacheStage(Settings.Cache, documents, _backends, _time, parts.Logger, stage)
                : stage;
            if (parts.RecordTo is { } record)
            {
                _recording = new CassetteWriter(record, guard);
                stage = new RecordStage(_recording, stage);
            }
        }

        stage = new TraceStage(Settings, _time, stage);
        stage = new ToolStage(new ToolRunner(guard, new ToolApprovals(parts.Documents, _time)), Settings.ToolRounds, stage);
        stage = new StructureStage(Settings.Repairs, stage);
        First = new GuardStage(guard, stage);
    }

    public LlmSettings Settings { get; }

    /// <summary>The first stage.</summary>
    public LlmStage First { get; }

    /// <summary>Whether a call makes sense: some backend is open. No I/O.</summary>
    public bool IsAvailable => _isReplay || _routes.Any(route => route.ClosedBy is null && route.Loaded is not { IsAvailable: false });

    /// <summary>The model that is asked first, where it is known.</summary>
    public string? Model => _routes.Select(route => route.Loaded?.Model).Zip(_backends, (loaded, entry) => loaded ?? entry.Model).FirstOrDefault();

    /// <summary>The pipeline for a run, or a task of it.</summary>
    public ILlmBackend ForRun(LlmRun run) => Of(run);

    /// <summary>The same with what the host alone may do: mend structured answers before they are checked.</summary>
    public RunBackend Of(LlmRun run) => new(this, run);

    /// <summary>The time that a call of a run has.</summary>
    public Deadline DeadlineOf(LlmRun run)
    {
        var length = run.Deadline is { } end && end - _time.GetUtcNow() is var left && left < Settings.Timeouts.Call ? left : Settings.Timeouts.Call;
        return Deadline.In(length > TimeSpan.Zero ? length : TimeSpan.Zero, _time);
    }

    public Money? Price(decimal? cost) => cost is { } amount ? new Money(amount, Settings.Currency) : null;

    /// <summary>Checks the first backend's connection.</summary>
    public async Task<LlmConnection> ValidateAsync(CancellationToken cancellationToken)
    {
        if (_routes.Count == 0)
        {
            return new LlmConnection(LlmConnectionState.Misconfigured, "no backend is configured");
        }

        try
        {
            return await (await _routes[0].BackendAsync(cancellationToken).ConfigureAwait(false)).ValidateConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LlmException exception)
        {
            return new LlmConnection(LlmConnectionState.Misconfigured, exception.Message);
        }
    }

    public void Dispose()
    {
        _recording?.Dispose();
        _ledger.Dispose();
        foreach (var route in _routes)
        {
            route.Dispose();
        }
    }
}
