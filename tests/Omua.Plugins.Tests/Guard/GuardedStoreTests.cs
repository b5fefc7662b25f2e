using Microsoft.Extensions.Time.Testing;

namespace Omua.Plugins.Tests.Guard;

/// <summary>A store is handed out behind the same guard as the others, and its callers see the one exception that its contract knows.</summary>
public sealed class GuardedStoreTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();
    private readonly FakeTimeProvider _time = new();
    private IStorageBackend _store = null!;

    public async ValueTask InitializeAsync()
    {
        // As a store that ships with the product is called.
        _ground.Options = _ground.Options with { Time = _time, Limits = new PluginLimits { OwnThread = false } };
        _ground.Write(_ground.User, "rogue_store.cs", RogueStore.Source);
        _store = await _ground.Manager().GetStorageBackendAsync("rogue_store");
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Theory]
    [InlineData("throw", FaultCodes.PluginCallFailed, "rogue_store: Journal.AppendAsync threw InvalidOperationException: disk gone")]
    [InlineData("negative", FaultCodes.PluginResultInvalid, "-1 as the sequence")]
    [InlineData("null task", FaultCodes.PluginResultInvalid, "null instead of a task")]
    public async Task Append_BreaksTheContract_IsUnavailableWithTheFaultInside(string runId, string code, string says)
    {
        var thrown = await Assert.ThrowsAsync<StorageException>(() => AppendAsync(runId));

        Assert.Equal(StorageFailure.Unavailable, thrown.Failure);
        Assert.Equal(code, Assert.IsType<FaultException>(thrown.InnerException).Faults[0].Code);
        Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_FailureOfTheContract_PassesAsItIs() =>
        Assert.Equal(StorageFailure.Conflict, (await Assert.ThrowsAsync<StorageException>(() => AppendAsync("conflict"))).Failure);

    [Fact]
    public async Task Append_DoesNotReturnAtOnce_HasALimitAllTheSame()
    {
        var call = AppendAsync("wait");
        await _time.AdvanceUntilAsync(call, TimeSpan.FromMinutes(1));

        var thrown = await Assert.ThrowsAsync<StorageException>(() => call);

        Assert.Equal(FaultCodes.PluginCallTimedOut, ((FaultException)thrown.InnerException!).Faults[0].Code);
    }

    [Fact]
    public async Task Append_BlocksBeforeItsFirstAwait_CostsItsLimitAndNotItsCaller()
    {
        _ground.Options = _ground.Options with { Limits = new PluginLimits() };
        var store = await _ground.Manager().GetStorageBackendAsync("rogue_store");
        var blocks = Path.Combine(_ground.Root, "blocks");
        File.WriteAllText(blocks, "");

        // On a thread of its own: what this test is about would otherwise hang the test.
        var call = await Task.Run(() => Task.FromResult(AppendAsync(blocks, store: store))).WaitAsync(TimeSpan.FromMinutes(5));
        await _time.AdvanceUntilAsync(call, TimeSpan.FromMinutes(1));

        var thrown = await Assert.ThrowsAsync<StorageException>(() => call);
        Assert.Equal(FaultCodes.PluginAbandoned, ((FaultException)thrown.InnerException!).Faults[0].Code);
        File.Delete(blocks);
    }

    [Fact]
    public async Task Append_CallerCancels_ReachesTheStore()
    {
        using var stop = new CancellationTokenSource();
        var call = AppendAsync("wait", stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task OtherMembers_NullAndNaN_AreRefused()
    {
        Func<Task>[] wrong =
        [
            () => _store.Journal.ListAsync(new RunQuery { Limit = 7 }), () => _store.Journal.ReleaseAsync(new RunLease("r", "null", 1, default)),
            () => _store.Metrics.QueryAsync(new MetricQuery { Name = "m" }), () => _store.Documents.ListAsync("c"),
            () => _store.Documents.CollectionsAsync(), () => _store.Metrics.DeleteAsync("m", DateTimeOffset.UnixEpoch),
            async () => Assert.Fail($"{await _store.Metrics.ReadAsync(new MetricQuery { Name = "m" }).CountAsync()} points and no fault"),
        ];
        foreach (var call in wrong)
        {
            var thrown = await Assert.ThrowsAsync<StorageException>(call);
            Assert.Equal(FaultCodes.PluginResultInvalid, ((FaultException)thrown.InnerException!).Faults[0].Code);
        }

        await _store.Journal.ReleaseAsync(new RunLease("r", "o", 1, default));
        await _store.Metrics.WriteAsync([]);
        Assert.Equal(["m"], await _store.Metrics.NamesAsync());
        Assert.Empty(await _store.Journal.TimersAsync("r"));
        Assert.True(await _store.Journal.DeleteAsync("r"));
        Assert.Null(await _store.Journal.GetAsync("r"));
        Assert.Null(await _store.Journal.LeaseAsync("r", "o", TimeSpan.FromSeconds(1)));
        Assert.Equal(1, await _store.Documents.PutAsync("c", "k", "{}"));
        Assert.Equal("k", (await _store.Documents.GetAsync("c", "k"))!.Key);
    }

    [Theory]
    [InlineData(typeof(IAgent), "GuardedAgent")]
    [InlineData(typeof(ILlmBackend), "GuardedLlmBackend")]
    [InlineData(typeof(IStorageBackend), "GuardedStorageBackend")]
    [InlineData(typeof(IRunJournal), "GuardedJournal")]
    [InlineData(typeof(IMetricStore), "GuardedMetrics")]
    [InlineData(typeof(IDocumentStore), "GuardedDocuments")]
    public void Proxy_EveryMemberOfItsContract_IsPassedOnAndNotLeftToADefault(Type contract, string proxy)
    {
        var guarded = typeof(PluginManager).Assembly.GetType($"Omua.Plugins.Guard.{proxy}", throwOnError: true)!;

        Assert.All(guarded.GetInterfaceMap(contract).TargetMethods, method => Assert.Equal(guarded, method.DeclaringType));
    }

    [Fact]
    public async Task Load_Stream_IsGivenItemByItem() =>
        Assert.Equal([1, 2], await _store.Journal.LoadAsync("fine").Select(stored => stored.Sequence).ToListAsync());

    [Theory]
    [InlineData("throw", FaultCodes.PluginCallFailed)]
    [InlineData("null", FaultCodes.PluginResultInvalid)]
    [InlineData("hang", FaultCodes.PluginAbandoned)]
    [InlineData("wait", FaultCodes.PluginCallTimedOut)]
    public async Task Load_StreamBreaksInTheMiddle_IsSaidAfterTheItemsBefore(string runId, string code)
    {
        var seen = new List<long>();
        var reading = ReadAsync();
        await _time.AdvanceUntilAsync(reading, TimeSpan.FromMinutes(1));

        var thrown = await Assert.ThrowsAsync<StorageException>(() => reading);

        Assert.Equal([1], seen);
        Assert.Equal(code, ((FaultException)thrown.InnerException!).Faults[0].Code);

        async Task ReadAsync()
        {
            await foreach (var stored in _store.Journal.LoadAsync(runId))
            {
                seen.Add(stored.Sequence);
            }
        }
    }

    [Fact]
    public async Task Get_LeavesATraceInTheFlow_DoesNotReachTheHost()
    {
        var before = ExecutionContext.Capture();

        var call = _store.Documents.GetAsync("c", "trace");

        Assert.Same(before, ExecutionContext.Capture());
        await call;
    }

    [Fact]
    public async Task Get_HooksItsToken_IsNotCalledByALaterCall()
    {
        using var stop = new CancellationTokenSource();
        await _store.Documents.GetAsync("c", "token", stop.Token);
        var later = AppendAsync("wait", stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => later);
    }

    private Task<long> AppendAsync(string runId, CancellationToken cancellationToken = default, IStorageBackend? store = null) => (store ?? _store).Journal.AppendAsync(
        new JournalAppend { RunId = runId, ExpectedSequence = 0, Events = [new NewEvent("a", "{}")], IsOpen = true }, cancellationToken);
}
