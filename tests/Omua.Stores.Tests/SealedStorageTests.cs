using System.Security.Cryptography;
using Omua.Stores.Sealing;

namespace Omua.Stores.Tests;

/// <summary>What stands in a store whose texts are encrypted, and who can read it.</summary>
public sealed class SealedStorageTests
{
    private readonly string _first = Key();
    private readonly string _second = Key();
    private readonly MemoryStorage _raw = new();

    [Fact]
    public async Task Write_PersonalText_IsNowhereInTheStore()
    {
        var store = await OpenAsync("1", _first);
        await FillAsync(store);
        Assert.All(await TextsAsync(), text => Assert.DoesNotContain("ann@example.com", text, StringComparison.Ordinal));
        Assert.Equal("\"ann@example.com\"", (await store.Documents.GetAsync("people", "k"))!.Json);
        Assert.Equal("\"ann@example.com\"", Assert.Single(await store.Journal.LoadAsync("r").ToListAsync()).Json);
        Assert.Equal("{\"by\":\"ann@example.com\"}", (await store.Journal.GetAsync("r"))!.Summary);
        Assert.DoesNotContain(await TextsAsync(), text => text.Contains(_first, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_MovedOrAlteredText_DoesNotOpen()
    {
        var store = await OpenAsync("1", _first);
        await FillAsync(store);
        var kept = (await _raw.Documents.GetAsync("people", "k"))!.Json;
        await _raw.Documents.PutAsync("people", "other", kept);
        await DamagedAsync(() => store.Documents.GetAsync("people", "other"));
        await _raw.Documents.PutAsync("others", "k", kept);
        await DamagedAsync(() => store.Documents.GetAsync("others", "k"));
        var at = kept.Length - 10;
        await _raw.Documents.PutAsync("people", "k", kept[..at] + (kept[at] == 'A' ? 'B' : 'A') + kept[(at + 1)..]);
        await DamagedAsync(() => store.Documents.GetAsync("people", "k"));
    }

    [Fact]
    public async Task Open_OtherKey_SaysWhichIsMissing()
    {
        await FillAsync(await OpenAsync("1", _first));
        var refused = await Assert.ThrowsAsync<FaultException>(() => OpenAsync("2", _second));
        Assert.Equal(FaultCodes.StoreKeyMissing, refused.Faults[0].Code);
        Assert.Contains("'1'", refused.Faults[0].Message, StringComparison.Ordinal);
        await DamagedAsync(() => OpenAsync("1", _second));
        Assert.True(await SealedStorage.IsSealedAsync(_raw, default));
        Assert.False(await SealedStorage.IsSealedAsync(new MemoryStorage(), default));
    }

    [Fact]
    public async Task Rotate_NewKey_OpensAllWithoutTheOldOne()
    {
        await FillAsync(await OpenAsync("1", _first));
        var before = (await _raw.Documents.GetAsync("people", "k"))!.Json;
        var both = await OpenAsync("2", _second, ("1", _first));
        Assert.Equal(1, await both.RotateAsync(default));
        Assert.Equal(0, (await _raw.Documents.ListAsync("people")).Items.Count(document => document.Json == before));
        var store = await OpenAsync("2", _second);
        Assert.Equal("\"ann@example.com\"", (await store.Documents.GetAsync("people", "k"))!.Json);
        Assert.Equal("\"ann@example.com\"", Assert.Single(await store.Journal.LoadAsync("r").ToListAsync()).Json);
        await Assert.ThrowsAsync<FaultException>(() => OpenAsync("1", _first));
    }

    [Fact]
    public async Task Rotate_WhatWasWrittenBefore_IsEncryptedThen()
    {
        await ((IStorageBackend)_raw).Documents.PutAsync("people", "k", "\"ann@example.com\"");
        var store = await OpenAsync("1", _first);
        Assert.Equal("\"ann@example.com\"", (await store.Documents.GetAsync("people", "k"))!.Json);
        Assert.Equal(1, await store.RotateAsync(default));
        Assert.All(await TextsAsync(), text => Assert.DoesNotContain("ann@example.com", text, StringComparison.Ordinal));
        Assert.Equal("\"ann@example.com\"", (await store.Documents.GetAsync("people", "k"))!.Json);
    }

    [Fact]
    public async Task Open_TwoAtOnce_TakeOneKey()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OpenAsync("1", _first))));
        await stores[0].Documents.PutAsync("people", "k", "1");
        Assert.All(await Task.WhenAll(stores.Select(store => store.Documents.GetAsync("people", "k"))), document => Assert.Equal("1", document!.Json));
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("c2hvcnQ=")]
    public void Parse_TextThatIsNoKey_IsRefusedAndNotQuoted(string text)
    {
        var refused = Assert.Throws<FaultException>(() => MasterKeys.Parse("1", text, new Dictionary<string, string>()));
        Assert.DoesNotContain(text, refused.Faults[0].Message + refused.Faults[0].Fix, StringComparison.Ordinal);
    }

    private static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static async Task DamagedAsync(Func<Task> call) => Assert.Equal(StorageFailure.Damaged, (await Assert.ThrowsAsync<StorageException>(call)).Failure);

    private static async Task FillAsync(SealedStorage store)
    {
        await store.Documents.PutAsync("people", "k", "\"ann@example.com\"");
        await store.Journal.AppendAsync(new JournalAppend { RunId = "r", ExpectedSequence = 0, IsOpen = true, Summary = "{\"by\":\"ann@example.com\"}", Events = [new("approved", "\"ann@example.com\"")] });
    }

    private Task<SealedStorage> OpenAsync(string id, string key, params (string Id, string Key)[] old) =>
        SealedStorage.OpenAsync(_raw, MasterKeys.Parse(id, key, old.ToDictionary(each => each.Id, each => each.Key)), default);

    /// <summary>Every text that the store itself has.</summary>
    private async Task<List<string>> TextsAsync()
    {
        var texts = new List<string>();
        foreach (var collection in await _raw.Documents.CollectionsAsync())
        {
            texts.AddRange((await _raw.Documents.ListAsync(collection)).Items.Select(document => document.Json));
        }

        foreach (var run in (await _raw.Journal.ListAsync(new RunQuery())).Items)
        {
            texts.Add(run.Summary ?? "");
            texts.AddRange(await _raw.Journal.LoadAsync(run.RunId).Select(each => each.Json).ToListAsync());
        }

        return texts;
    }
}
