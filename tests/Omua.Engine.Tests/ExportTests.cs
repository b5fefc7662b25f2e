using Omua.Engine.Exporting;
using Omua.Engine.Running;
using static Omua.Engine.Tests.EngineGround;

namespace Omua.Engine.Tests;

/// <summary>Runs as files: whole or refused, and the same run in another store.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("omua-export-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string ExportFile => Path.Combine(_folder, "run.omua-run");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Import_IntoAnotherStore_IsTheSameRunAndGoesOnThere()
    {
        var ground = await ExportedAsync();
        await using var store = new SqliteStore();
        var other = await store.OpenAsync();
        var exported = await RunExport.ReadAsync(ExportFile, Token);

        var (state, added) = await new RunImport(other).PutAsync(exported, Token);

        Assert.Equal((RunStatus.Failed, (long)exported.Events.Count), (state.Status, added));
        var here = await EventsAsync(ground.Storage);
        var there = await EventsAsync(other.Journal);
        Assert.Equal(here.Select(each => (each.Sequence, each.Kind, each.Json)), there.Select(each => (each.Sequence, each.Kind, each.Json)));
        Assert.Equal(RunStatus.Failed, (await new RunHistory(other).ListAsync(new RunQuery(), Token)).Items.Single().Status);
        Assert.Equal(0, (await new RunImport(other).PutAsync(exported, Token)).Added);

        await new RunDesk(other, TimeProvider.System).RetryAsync(RunId, null, "x", Token);
        Assert.Equal(RunStatus.Interrupted, (await new RunHistory(other).GetAsync(RunId, Token))!.Status);
    }

    [Fact]
    public async Task Import_CutShortBefore_GoesOnWhereItStopped()
    {
        await ExportedAsync();
        var exported = await RunExport.ReadAsync(ExportFile, Token);
        var other = new MemoryStorage(TimeProvider.System) { BeforeAppend = append => _ = append.ExpectedSequence > 0 ? throw new StorageException(StorageFailure.Unavailable, "away") : 0 };
        await Assert.ThrowsAsync<StorageException>(() => new RunImport(other).PutAsync(exported, Token));
        other.BeforeAppend = null;
        var (_, added) = await new RunImport(other).PutAsync(exported, Token);
        Assert.InRange(added, 1, exported.Events.Count - 1);
        Assert.Equal(exported.Events.Count, (await EventsAsync(other)).Count);
    }

    [Fact]
    public async Task Import_OverAnotherRunOfThatId_IsRefusedAndChangesNothing()
    {
        await ExportedAsync();
        var other = new EngineGround(FakeAgent.Completing());
        await other.ExecuteAsync(Spec("elsewhere"));
        var before = (await EventsAsync(other.Storage)).Count;
        var refused = await Assert.ThrowsAsync<FaultException>(async () => await new RunImport(other.Storage).PutAsync(await RunExport.ReadAsync(ExportFile, Token), Token));
        Assert.Equal(FaultCodes.RunExists, Assert.Single(refused.Faults).Code);
        Assert.Equal(before, (await EventsAsync(other.Storage)).Count);
    }

    [Fact]
    public async Task Read_AnyLineChangedLeftOutOrCutOff_IsRefusedWithItsLine()
    {
        await ExportedAsync();
        var lines = await File.ReadAllLinesAsync(ExportFile, Token);
        for (var number = 0; number < lines.Length; number++)
        {
            await AssertRefusedAsync([.. lines.Where((_, index) => index != number)]);
            await AssertRefusedAsync(lines[..number]);
            await AssertRefusedAsync([.. lines.Select((line, index) => index == number ? line.Replace("run", "ruin", StringComparison.Ordinal).Replace("\"hash\":\"", "\"hash\":\"0", StringComparison.Ordinal) : line)]);
        }

        await AssertRefusedAsync([.. lines, lines[^1]]);
        await AssertRefusedAsync(["date,campaign,cost", "2026-01-01,a,5"]);
        await File.WriteAllLinesAsync(ExportFile, lines, Token);
        Assert.Equal(lines.Length - 2, (await RunExport.ReadAsync(ExportFile, Token)).Events.Count);
    }

    private async Task AssertRefusedAsync(string[] lines)
    {
        await File.WriteAllLinesAsync(ExportFile, lines, Token);
        var fault = Assert.Single((await Assert.ThrowsAsync<FaultException>(() => RunExport.ReadAsync(ExportFile, Token))).Faults);
        Assert.Equal((FaultCodes.ExportUnreadable, ExportFile), (fault.Code, fault.File));
        Assert.InRange(fault.Line!.Value, 1, lines.Length + 1);
    }

    private async Task<EngineGround> ExportedAsync()
    {
        var ground = new EngineGround(new FakeAgent("worker", (task, _, _) => task.Id == "b" ? throw new TaskRejectedException("Straße \"x\"\n") : Task.FromResult(TaskResult.Completed(task, new() { ["n"] = 0.1 }))));
        await ground.ExecuteAsync(Spec("a"), Spec("b", "a"), Spec("c", "b"));
        await using var writer = new StreamWriter(ExportFile);
        Assert.Equal((await EventsAsync(ground.Storage)).Count, await RunExport.WriteAsync(ground.Storage, RunId, writer, Token));
        return ground;
    }

    private static async Task<List<JournalEvent>> EventsAsync(IRunJournal journal)
    {
        var events = new List<JournalEvent>();
        await foreach (var each in journal.LoadAsync(RunId, 0, Token))
        {
            events.Add(each);
        }

        return events;
    }
}
