using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Omua.Plugins.Guard;

namespace Omua.Plugins.Tests.Guard;

/// <summary>What a listener sees of a plugin's calls, and what a call costs while nobody listens.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Calls_WhileSomebodyListens_AreMeasuredAndTraced()
    {
        _ground.Write(_ground.User, "told.cs", PluginGround.Agent("Told", "told_in_telemetry"));
        var agent = await _ground.Manager().GetAgentAsync("told_in_telemetry");
        var measured = new ConcurrentQueue<Dictionary<string, object?>>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == TelemetryNames.Source && instrument.Name == TelemetryNames.CallDuration)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) => measured.Enqueue(tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));
        meters.Start();
        var traced = new ConcurrentQueue<Activity>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetryNames.Source, Sample = static (ref _) => ActivitySamplingResult.AllData, ActivityStopped = traced.Enqueue,
        };
        ActivitySource.AddActivityListener(activities);

        await PluginGround.Told(agent);
        await Assert.ThrowsAsync<FaultException>(() => agent.DoAsync("x"));

        var calls = measured.Where(tags => (string?)tags[TelemetryNames.Plugin] == "told_in_telemetry").ToList();
        Assert.Equal(["PlanAsync", "ExecuteAsync"], calls.Select(tags => tags[TelemetryNames.Member]));
        Assert.Equal(["agent", "agent"], calls.Select(tags => tags[TelemetryNames.Type]));
        Assert.Equal([null, FaultCodes.PluginCallFailed], calls.Select(tags => tags.GetValueOrDefault(TelemetryNames.ErrorType)));
        Assert.Equal(
            [("told_in_telemetry PlanAsync", ActivityStatusCode.Unset), ("told_in_telemetry ExecuteAsync", ActivityStatusCode.Error)],
            traced.Where(activity => (string?)activity.GetTagItem(TelemetryNames.Plugin) == "told_in_telemetry").Select(activity => (activity.DisplayName, activity.Status)));
    }

    [Fact]
    public async Task Call_ThatReturnsAtOnce_AllocatesNothing()
    {
        const int Calls = 20_000;
        _ground.Write(_ground.User, "rogue_store.cs", RogueStore.Source);
        _ground.Options = _ground.Options with { Limits = new PluginLimits { OwnThread = false } };
        var documents = (await _ground.Manager().GetStorageBackendAsync("rogue_store")).Documents;
        using var stop = new CancellationTokenSource();
        CallMany(documents, Calls, stop.Token);

        // Code that is compiled anew in between allocates once; what a call allocates it allocates each time.
        var least = Enumerable.Range(0, 5).Min(_ => CallMany(documents, Calls, stop.Token));

        Assert.InRange(least / (double)Calls, 0, 0.5);
    }

    private static long CallMany(IDocumentStore documents, int calls, CancellationToken token)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < calls; i++)
        {
            if (!documents.GetAsync("c", "k", token).IsCompletedSuccessfully || !documents.DeleteAsync("c", "k", null, CancellationToken.None).IsCompletedSuccessfully)
            {
                throw new InvalidOperationException("the call did not return at once");
            }
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
