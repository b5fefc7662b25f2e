using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Omua.ClusterHost;
using Omua.Engine;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;
using Omua.Engine.Planning;
using Omua.Engine.Running;
using Omua.Engine.Tests;
using Omua.Storage.Postgres;
using Omua.Storage.Postgres.Tests;

namespace Omua.Cluster.Tests;

/// <summary>A cluster of silo processes on loopback, over a schema of its own in a real PostgreSQL, and what a test asks of it.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly PostgresCluster _server;
    private readonly FakeHost _host;
    private readonly List<TestSilo> _silos = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("omua-cluster-").FullName;
    private readonly string _schema = $"s{Guid.NewGuid():N}"[..20];

    private TestCluster(PostgresCluster server)
    {
        _server = server;
        _host = new FakeHost { Configuration = new FakeConfiguration { ["connection_string"] = server.ConnectionString, ["schema"] = _schema, ["timeout"] = "5s" } };
    }

    public IStorageBackend Store { get; private set; } = null!;

    public IReadOnlyList<TestSilo> Silos => _silos;

    /// <summary>Kills by the dozen would convict innocent tasks: here it is the test that kills.</summary>
    public EngineOptions Engine { get; init; } = new() { MaxParallel = 6, CrashLimit = int.MaxValue, Retries = 0 };

    public static async Task<TestCluster> StartAsync(PostgresCluster server, int silos, Func<HostSettings, HostSettings>? with = null, EngineOptions? engine = null)
    {
        var cluster = engine is null ? new TestCluster(server) : new TestCluster(server) { Engine = engine };
        cluster.Store = await cluster._host.StartAsync(new PostgresStorage());
        for (var number = 0; number < silos; number++)
        {
            cluster.Start(with);
        }

        await Task.WhenAll(cluster._silos.Select(silo => silo.JoinedAsync()));
        return cluster;
    }

    /// <summary>Starts one more silo; it has not joined yet.</summary>
    public TestSilo Start(Func<HostSettings, HostSettings>? with = null)
    {
        var settings = new HostSettings { Store = _server.ConnectionString, Schema = _schema, Port = FreePort(), Folder = _folder };
        var silo = TestSilo.Start(with is null ? settings : with(settings));
        _silos.Add(silo);
        return silo;
    }

    /// <summary>Stores a plan and leaves it to the cluster.</summary>
    public async Task SubmitAsync(
        string runId, IReadOnlyList<TaskSpec> tasks, int? parallel = null, int? retries = null, IReadOnlyDictionary<string, int>? agentLimits = null, Func<RunState, IEnumerable<RunEvent>>? begin = null)
    {
        var options = Engine with { MaxParallel = parallel ?? Engine.MaxParallel, Retries = retries ?? Engine.Retries, AgentLimits = agentLimits ?? Engine.AgentLimits, RetryDelay = TimeSpan.FromMilliseconds(20) };
        var engine = new RunEngine(Store, options, TimeProvider.System, NullLogger.Instance);
        var state = await engine.CreateAsync(new RunRequest
        {
            RunId = runId,
            Plan = new Plan { Source = "rules", Tasks = tasks },
            Agents = tasks.Select(task => task.AgentType).Distinct().ToDictionary(name => name, name => (IAgent)FakeAgent.Completing(name)),
            Context = new ContextData { RunId = runId, StartedAt = DateTimeOffset.UnixEpoch },
        });
        var before = state.Sequence;
        List<RunEvent> events = [.. RunDecider.Decide(state, new RunSignal(RunSignalKind.Start, TimeProvider.System.GetUtcNow()), mayStart: false).Events];
        foreach (var further in begin?.Invoke(state).ToList() ?? [])
        {
            state.Apply(further);
            events.Add(further);
        }

        await Store.Journal.AppendAsync(RunWriter.Commit(state, before, events));
    }

    /// <summary>Waits for the end of a run.</summary>
    public async Task<RunState> EndAsync(string runId) => await UntilAsync(runId, state => state.IsOver);

    /// <summary>Waits until a run stands as asked.</summary>
    public async Task<RunState> UntilAsync(string runId, Func<RunState, bool> stands)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                var state = await FoldAsync(runId);
                if (stands(state))
                {
                    return state;
                }

                await Task.Delay(100, limit.Token);
            }
            catch (StorageException) when (!limit.IsCancellationRequested)
            {
                // The server is down for a while in some tests.
                await Task.Delay(200, limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail(await StoryAsync(runId));
            }
        }
    }

    public Task<RunState> FoldAsync(string runId) => new RunHistory(Store).FoldAsync(runId);

    public async Task<IReadOnlyList<(DateTimeOffset RecordedAt, RunEvent Event)>> JournalAsync(string runId) =>
        await Store.Journal.LoadAsync(runId).Select(stored => (stored.RecordedAt, RunEventJson.Read(stored))).ToListAsync();

    /// <summary>What all attempts wrote down, in the order of time.</summary>
    public IReadOnlyList<LedgerLine> Ledger() =>
        [.. Directory.GetFiles(_folder, "ledger-*.txt").SelectMany(Lines).Select(LedgerLine.Parse).OrderBy(line => line.At)];

    /// <summary>Whether a silo works on an attempt now, as far as the ledger says.</summary>
    public bool IsBusy(TestSilo silo) => Ledger().Where(line => line.Silo == silo.Settings.Port && line.What != "over")
        .GroupBy(line => (line.RunId, line.TaskId, line.Attempt)).Any(attempt => attempt.Last().What == "begin");

    /// <summary>The promise: a run ends complete, what was recorded was not done again, and no loss of a machine was counted as a failure.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="givenUp">Ports of silos that were frozen or cut off: until such a silo notices, it may go on with what was decided before; nothing of it is recorded.</param>
    public async Task AssertWholeAsync(string runId, params IReadOnlyCollection<int> givenUp)
    {
        var state = await EndAsync(runId);
        Assert.True(state.Status == RunStatus.Completed, await StoryAsync(runId));
        Assert.All(state.Tasks.All, task => Assert.Equal((TaskStatus.Completed, 0), (task.Status, task.Failures)));
        var ledger = Ledger().Where(line => line.RunId == runId).ToList();
        foreach (var (recordedAt, @event) in (await JournalAsync(runId)).Where(each => each.Event.Kind == RunEventKind.TaskCompleted))
        {
            Assert.DoesNotContain(ledger, line => line.TaskId == @event.TaskId && line.What == "begin" && line.At > recordedAt && !givenUp.Contains(line.Silo));
            Assert.Contains(ledger, line => line.TaskId == @event.TaskId && line.What == "end");
        }

        Assert.Equal(state.Tasks.Count, (await JournalAsync(runId)).Count(each => each.Event.Kind == RunEventKind.TaskCompleted));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>All that is known of a run, for the message of a failing test.</summary>
    private async Task<string> StoryAsync(string runId)
    {
        var events = (await JournalAsync(runId)).Select(each => $"{each.RecordedAt:HH:mm:ss.fff} {each.Event.Kind} {each.Event.TaskId} {each.Event.Attempt} {each.Event.Reason}");
        var logs = Directory.GetFiles(_folder, "log-*.txt").SelectMany(file => File.ReadAllLines(file).TakeLast(60).Prepend(file));
        return $"{runId} did not come to its end:\n{string.Join('\n', events)}\nledger:\n{string.Join('\n', Ledger().Where(line => line.RunId == runId))}\nlogs:\n{string.Join('\n', logs)}";
    }

    private static IEnumerable<string> Lines(string file)
    {
        // A silo that is killed while it writes leaves a line in part.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').SkipLast(1)];
    }
}
