using Microsoft.Extensions.Logging.Abstractions;
using Omua.Engine.Planning;
using Omua.Engine.Running;

namespace Omua.Engine.Tests;

/// <summary>A machine that loses power while it writes: the log of the store ends anywhere, or in rubbish. What is read is a beginning of the run, and the run can be gone on with.</summary>
public sealed class TornLogTests : IAsyncLifetime
{
    private const int Cuts = 12;
    private static readonly IReadOnlyDictionary<string, IAgent> Agents = new Dictionary<string, IAgent> { ["worker"] = FakeAgent.Completing() };
    private static readonly ContextData Context = new() { RunId = "run", StartedAt = DateTimeOffset.UnixEpoch };
    private readonly SqliteStore _store = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TakeUp_LogCutAnywhere_ReadsABeginningAndFinishesTheRun(bool isRubbish)
    {
        var storage = await _store.OpenAsync();
        await Engine(storage).ExecuteAsync(new RunRequest { RunId = "run", Plan = new Plan { Source = "rules", Tasks = GraphShapes.Of("random", 12) }, Agents = Agents, Context = Context });
        var whole = await EventsAsync(storage);
        var files = Directory.GetFiles(_store.Folder);
        var log = Assert.Single(files, file => file.EndsWith("-wal", StringComparison.Ordinal));
        var length = new FileInfo(log).Length;
        var seen = new HashSet<int>();
        for (var cut = 0; cut <= Cuts; cut++)
        {
            var folder = Directory.CreateTempSubdirectory("omua-torn-").FullName;
            try
            {
                Copy(files.Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)), folder);
                Tear(Path.Combine(folder, Path.GetFileName(log)), length * cut / Cuts, isRubbish);
                await using var torn = new SqliteStore(folder);
                var there = await torn.OpenAsync(new LateTime());
                var events = await EventsAsync(there);
                Assert.Equal(whole.Take(events.Count), events);
                seen.Add(events.Count);
                var state = await new RunHistory(there).FoldAsync("run", TestContext.Current.CancellationToken);
                var ended = events.Count == 0 || state.IsOver ? state : await Engine(there).TakeUpAsync("run", Agents, Context);
                Assert.Equal(events.Count == 0 ? RunStatus.Created : RunStatus.Completed, ended.Status);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Assert.True(seen.Count > 2, $"the cuts left {string.Join(", ", seen)} events: nothing was torn");
    }

    /// <summary>The machine is up again an hour later: the leases of its processes have ended.</summary>
    private sealed class LateTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddHours(1);
    }

    private static RunEngine Engine(IStorageBackend storage) => new(storage, new EngineOptions { MaxParallel = 2 }, TimeProvider.System, NullLogger.Instance);

    private static void Copy(IEnumerable<string> files, string folder)
    {
        foreach (var file in files)
        {
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var to = File.Create(Path.Combine(folder, Path.GetFileName(file)));
            from.CopyTo(to);
        }
    }

    private static void Tear(string log, long at, bool isRubbish)
    {
        using var file = new FileStream(log, FileMode.Open);
        var left = file.Length - at;
        file.SetLength(at);
        if (isRubbish)
        {
            var rubbish = new byte[left];
            new Random(1).NextBytes(rubbish);
            file.Position = at;
            file.Write(rubbish);
        }
    }

    private static async Task<List<(long Sequence, string Kind, string Json)>> EventsAsync(IStorageBackend storage)
    {
        var events = new List<(long Sequence, string Kind, string Json)>();
        await foreach (var each in storage.Journal.LoadAsync("run", 0, TestContext.Current.CancellationToken))
        {
            events.Add((each.Sequence, each.Kind, each.Json));
        }

        return events;
    }
}
