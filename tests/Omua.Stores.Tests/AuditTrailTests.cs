using System.Diagnostics;
using System.Text.Json.Nodes;
using Omua.Storage.Sqlite;
using Omua.Stores.Audit;

namespace Omua.Stores.Tests;

/// <summary>The chain of who did what.</summary>
public sealed class AuditTrailTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly MemoryStorage _store = new();
    private readonly AuditTrail _trail;

    public AuditTrailTests() => _trail = new AuditTrail(_store.Documents, TimeProvider.System);

    [Fact]
    public async Task Add_Records_AreReadInOrderWithWhatTheySay()
    {
        await FillAsync(3);
        var records = await _trail.ReadAsync().ToListAsync();
        Assert.Equal([1L, 2, 3], records.Select(record => record.Sequence));
        Assert.Equal(("ann", "approved", "run 2", "2"), (records[1].Actor, records[1].Action, records[1].Subject, (string)records[1].Detail!["reason"]!));
        Assert.Equal(records[0].Hash, records[1].Previous);
        var verdict = await _trail.VerifyAsync([]);
        Assert.Equal((3L, null), (verdict.Count, verdict.Problem));
        Assert.Equal($"3:{records[2].Hash}", verdict.Anchor.ToString());
        Assert.Equal(verdict.Anchor, AuditAnchor.Parse(verdict.Anchor.ToString()));
    }

    [Fact]
    public async Task Add_ManyAtOnce_MakesOneChain()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(client => Task.Run(async () =>
        {
            for (var number = 0; number < 20; number++)
            {
                await _trail.AddAsync($"client{client}", "counted", $"{number}");
            }
        })));
        Assert.Equal((320L, null), await _trail.VerifyAsync([]) is var verdict ? (verdict.Count, verdict.Problem) : default);
    }

    [Fact]
    public async Task Add_TwoProcesses_MakeOneChainInWhichEachKeepsItsOrder()
    {
        const int Each = 60;
        var folder = Directory.CreateTempSubdirectory("omua-audit-").FullName;
        var writers = new[] { "one", "two" }.Select(name => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Omua.AuditWriter.dll"), folder, name, $"{Each}"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!).ToList();
        using var limit = new CancellationTokenSource(Patience);
        foreach (var writer in writers)
        {
            Assert.Equal("ready", await writer.StandardOutput.ReadLineAsync(limit.Token));
        }

        writers.ForEach(writer => writer.StandardInput.WriteLine("go"));
        foreach (var writer in writers)
        {
            var errors = await writer.StandardError.ReadToEndAsync(limit.Token);
            await writer.WaitForExitAsync(limit.Token);
            Assert.True(writer.ExitCode == 0, errors);
            writer.Dispose();
        }

        await using (var host = new FakeHost(folder))
        {
            IStorageBackend store = await host.StartAsync(new SqliteStorage());
            var trail = new AuditTrail(store.Documents, TimeProvider.System);
            Assert.Equal((2L * Each, null), await trail.VerifyAsync([]) is var verdict ? (verdict.Count, verdict.Problem) : default);
            var records = await trail.ReadAsync().ToListAsync();
            Assert.All(new[] { "one", "two" }, name => Assert.Equal(Enumerable.Range(1, Each).Select(number => $"{number}"), records.Where(record => record.Actor == name).Select(record => record.Subject)));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task Verify_RecordAltered_NamesIt(int altered)
    {
        await FillAsync(7);
        await RewriteAsync(altered, json => json.Replace("\"ann\"", "\"eve\"", StringComparison.Ordinal));
        Assert.Equal((long)altered, (await _trail.VerifyAsync([])).FirstBad);
    }

    [Fact]
    public async Task Verify_RecordAlteredWithItsHash_NamesItByTheNext()
    {
        await FillAsync(7);
        var before = AuditEntry.Read((await _store.Documents.GetAsync(AuditTrail.Collection, Key(4)))!.Json)!;
        var (_, forged) = AuditEntry.Make(new AuditAnchor(3, before.Previous), before.At, "eve", before.Action, before.Subject, before.Detail);
        await RewriteAsync(4, _ => forged);
        Assert.Equal(4, (await _trail.VerifyAsync([])).FirstBad);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Verify_RecordTakenOut_NamesIt(int cut)
    {
        await FillAsync(7);
        await _store.Documents.DeleteAsync(AuditTrail.Collection, Key(cut));
        Assert.Equal((long)cut, (await _trail.VerifyAsync([])).FirstBad);
    }

    [Fact]
    public async Task Verify_EndCut_IsSeenByTheAnchorAlone()
    {
        await FillAsync(7);
        var anchor = (await _trail.VerifyAsync([])).Anchor;
        await CutAsync(6);
        Assert.Null((await _trail.VerifyAsync([])).Problem);
        Assert.Equal(6, (await _trail.VerifyAsync([anchor])).FirstBad);
        // Who cuts the end and goes on hides it from the counts, not from the anchor.
        await FillAsync(2);
        Assert.Null((await _trail.VerifyAsync([])).Problem);
        Assert.NotNull((await _trail.VerifyAsync([anchor])).Problem);
    }

    [Fact]
    public async Task Verify_WrittenAnew_IsPlacedBetweenTwoAnchors()
    {
        await FillAsync(4);
        var first = (await _trail.VerifyAsync([])).Anchor;
        await FillAsync(4);
        var second = (await _trail.VerifyAsync([])).Anchor;
        await CutAsync(6);
        await FillAsync(3);
        var verdict = await _trail.VerifyAsync([second, first]);
        Assert.Equal(5, verdict.FirstBad);
        Assert.Contains("up to 8", verdict.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_HintThatIsWrong_StillGoesBehindTheLast()
    {
        await FillAsync(5);
        await _store.Documents.PutAsync(AuditTrail.HintCollection, "last", "\"000000000099\"");
        Assert.Equal(6, (await _trail.AddAsync("ann", "approved", "r")).Sequence);
        await _store.Documents.PutAsync(AuditTrail.HintCollection, "last", "\"000000000002\"");
        Assert.Equal(7, (await _trail.AddAsync("ann", "approved", "r")).Sequence);
        Assert.Null((await _trail.VerifyAsync([])).Problem);
    }

    private static string Key(int sequence) => $"{sequence:D12}";

    private async Task FillAsync(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            await _trail.AddAsync("ann", "approved", $"run {number}", new JsonObject { ["reason"] = $"{number}" });
        }
    }

    private async Task CutAsync(int from)
    {
        foreach (var document in (await _store.Documents.ListAsync(AuditTrail.Collection, limit: 1_000)).Items.Where(document => string.CompareOrdinal(document.Key, Key(from)) >= 0))
        {
            await _store.Documents.DeleteAsync(AuditTrail.Collection, document.Key);
        }
    }

    private async Task RewriteAsync(int sequence, Func<string, string> rewrite)
    {
        var document = (await _store.Documents.GetAsync(AuditTrail.Collection, Key(sequence)))!;
        var json = rewrite(document.Json);
        Assert.NotEqual(document.Json, json);
        await _store.Documents.PutAsync(AuditTrail.Collection, document.Key, json);
    }
}
