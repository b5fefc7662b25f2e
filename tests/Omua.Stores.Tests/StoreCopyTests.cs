using Omua.Stores.Copying;

namespace Omua.Stores.Tests;

/// <summary>Copies of a whole store.</summary>
public sealed class StoreCopyTests
{
    [Fact]
    public async Task Copy_IntoAnEmptyStore_IsEqualAndLeavesNoNotes()
    {
        var (source, target) = (await Filled.StoreAsync(), new MemoryStorage());
        var copy = new StoreCopy(source, target, TimeProvider.System);
        await copy.RunAsync(default);
        var digest = await StoreDigest.OfAsync(source, default);
        Assert.Equal(digest, await StoreDigest.OfAsync(target, default));
        Assert.Equal((12L, 72L, 24L, 12_502L), (digest.Runs, digest.Events, digest.Documents, digest.Points));
        await copy.EndAsync(default);
        Assert.DoesNotContain(StoreCopy.NotesCollection, await target.Documents.CollectionsAsync());
        Assert.Equal((await source.Journal.ListAsync(new RunQuery())).Items.Select(run => run with { LeasedUntil = null }), (await target.Journal.ListAsync(new RunQuery())).Items);
        Assert.Equal("late", Assert.Single(await target.Journal.TimersAsync("run-3")).Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Copy_InterruptedAtEachWrite_IsGoneOnWithAndEqual(bool isDone)
    {
        var source = await Filled.StoreAsync(runs: 3);
        var digest = await StoreDigest.OfAsync(source, default);
        var interruptions = 0;
        for (var writes = 1; ; writes++)
        {
            var target = new MemoryStorage();
            try
            {
                await new StoreCopy(source, new Interrupted(target, writes, isDone), TimeProvider.System).RunAsync(default);
                break;
            }
            catch (OperationCanceledException)
            {
                interruptions++;
            }

            await new StoreCopy(source, target, TimeProvider.System).RunAsync(default);
            Assert.Equal(digest, await StoreDigest.OfAsync(target, default));
        }

        Assert.InRange(interruptions, 20, 100);
    }

    [Fact]
    public async Task Copy_IntoAStoreWithSomethingOfItsOwn_IsRefusedAndLeavesIt()
    {
        IStorageBackend target = new MemoryStorage();
        await target.Documents.PutAsync("mine", "k", "1");
        var refused = await Assert.ThrowsAsync<FaultException>(async () => await new StoreCopy(await Filled.StoreAsync(1), target, TimeProvider.System).RunAsync(default));
        Assert.Equal(FaultCodes.CopyTargetNotEmpty, refused.Faults[0].Code);
        Assert.Equal(["mine"], await target.Documents.CollectionsAsync());
    }

    [Fact]
    public async Task Digest_AnyDifference_Shows()
    {
        var source = await Filled.StoreAsync(2, 20);
        var digest = await StoreDigest.OfAsync(source, default);
        Func<IStorageBackend, Task>[] changes =
        [
            store => store.Documents.PutAsync("notes", "run-0", "{ \"run\" :  0 }"),
            store => store.Documents.DeleteAsync("notes", "run-0"),
            store => store.Journal.AppendAsync(new JournalAppend { RunId = "run-0", ExpectedSequence = 6, IsOpen = true, Events = [new("x", "1")] }),
            store => store.Metrics.WriteAsync([new MetricPoint("cost", Filled.Noon, 0)]),
            store => store.Metrics.DeleteAsync("clicks", Filled.Noon.AddDays(1)),
            store => store.Journal.DeleteAsync("run-1"),
        ];
        foreach (var change in changes)
        {
            var other = await Filled.StoreAsync(2, 20);
            Assert.Equal(digest, await StoreDigest.OfAsync(other, default));
            await change(other);
            Assert.NotEqual(digest, await StoreDigest.OfAsync(other, default));
        }
    }
}
