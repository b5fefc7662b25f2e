using Omua.Plugins.Installing;
using Omua.Plugins.Tests.Packages;

namespace Omua.Plugins.Tests.Installing;

/// <summary>Adding and removing plugins: whole or not at all, checked before, recorded after.</summary>
public sealed class AddTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();

    private string Elsewhere => Path.Combine(_ground.Root, "elsewhere");

    private string HomeLock => Path.Combine(_ground.Root, "home", "omua.lock");

    private PluginInstaller Installer => new(_ground.Options);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Add_File_StandsInTheUsersPlaceAndInTheLock()
    {
        var added = await Installer.AddAsync(new AddRequest(_ground.Write(Elsewhere, "one.cs", PluginGround.Agent("One", "one", tells: "\"hi\""))));

        Assert.Equal((Path.Combine(_ground.User, "one.cs"), "one", "recorded"), (added.Path, Assert.Single(added.Names), Assert.Single(added.Lock).What));
        Assert.Equal("hi", await PluginGround.Told(await _ground.Manager().GetAgentAsync("one")));
        Assert.Contains("plugins/one.cs", await File.ReadAllTextAsync(HomeLock), StringComparison.Ordinal);
        Assert.Equal([added.Path], Directory.GetFileSystemEntries(_ground.User));
    }

    [Fact]
    public async Task Add_FileThatIncludesOthers_BecomesAFolderOfAll()
    {
        _ground.Write(Elsewhere, "parts/words.cs", "public static class Words { public static string Say => \"one\"; }");
        _ground.Write(Elsewhere, "unrelated.cs", "this is no C#");

        var added = await Installer.AddAsync(new AddRequest(_ground.Write(Elsewhere, "one.cs", $"#:include parts/*.cs\n{PluginGround.Agent("One", "one", tells: "Words.Say")}")));

        Assert.Equal(Path.Combine(_ground.User, "one"), added.Path);
        Assert.Equal("one", await PluginGround.Told(await _ground.Manager().GetAgentAsync("one")));
    }

    [Fact]
    public async Task Add_ToTheProject_IsRecordedOnceTheFolderIsTrusted()
    {
        var source = _ground.Write(Elsewhere, "one.cs", PluginGround.Agent("One", "one"));

        var added = await Installer.AddAsync(new AddRequest(source) { ToProject = true });

        Assert.Equal((Path.Combine(_ground.Project, "one.cs"), 0), (added.Path, added.Lock.Count));
        Assert.Equal(PluginState.Untrusted, Assert.Single(await _ground.Manager().ScanAsync()).State);
    }

    [Theory]
    [InlineData("broken.cs", "public sealed class Broken {", FaultCodes.PluginDoesNotCompile)]
    [InlineData("plain.cs", "public static class Plain { }", FaultCodes.PluginClassMissing)]
    [InlineData("empty.cs", "", FaultCodes.PluginSourceUnfit)]
    [InlineData("words.txt", "words", FaultCodes.PluginNotAddable)]
    public async Task Add_WhatIsNoPlugin_NamesTheFileAndChangesNothing(string file, string content, string code)
    {
        var source = _ground.Write(Elsewhere, file, content);

        var refused = await Assert.ThrowsAsync<FaultException>(() => Installer.AddAsync(new AddRequest(source)));

        Assert.Equal((code, source), (refused.Faults[0].Code, refused.Faults[0].File));
        Assert.Empty(Directory.GetFileSystemEntries(_ground.User));
        Assert.False(File.Exists(HomeLock));
    }

    [Theory]
    [InlineData("nowhere/file.cs")]
    [InlineData("missing.nupkg")]
    [InlineData("Name@*")]
    public async Task Add_NeitherThereNorAName_IsRefused(string source) =>
        Assert.Equal(FaultCodes.PluginNotAddable, (await Assert.ThrowsAsync<FaultException>(() => Installer.AddAsync(new AddRequest(source)))).Faults[0].Code);

    [Fact]
    public async Task Add_NameThatIsTaken_IsRefusedEvenToReplace()
    {
        _ground.Write(_ground.User, "first.cs", PluginGround.Agent("First", "one"));
        var source = _ground.Write(Elsewhere, "one.cs", PluginGround.Agent("One", "one"));

        var refused = await Assert.ThrowsAsync<FaultException>(() => Installer.AddAsync(new AddRequest(source) { Replace = true }));

        Assert.Equal(FaultCodes.PluginNameTaken, refused.Faults[0].Code);
        Assert.Equal([Path.Combine(_ground.User, "first.cs")], Directory.GetFileSystemEntries(_ground.User));
    }

    [Fact]
    public async Task Add_Twice_NeedsReplaceAndThenTheNewOneIsThere()
    {
        var source = _ground.Write(Elsewhere, "one.cs", PluginGround.Agent("One", "one", tells: "\"old\""));
        await Installer.AddAsync(new AddRequest(source));
        _ground.Write(Elsewhere, "one.cs", PluginGround.Agent("One", "one", tells: "\"new\""));

        var refused = await Assert.ThrowsAsync<FaultException>(() => Installer.AddAsync(new AddRequest(source)));
        var added = await Installer.AddAsync(new AddRequest(source) { Replace = true });

        Assert.Equal(FaultCodes.PluginAlreadyThere, refused.Faults[0].Code);
        Assert.Contains("its files had", Assert.Single(added.Lock).What, StringComparison.Ordinal);
        Assert.Equal("new", await PluginGround.Told(await _ground.Manager().GetAgentAsync("one")));
        Assert.Equal([added.Path], Directory.GetFileSystemEntries(_ground.User));
    }

    [Fact]
    public async Task Add_PackageFileAndPackageName_BringTheirDependenciesAndAreRecordedByOrigin()
    {
        var feed = new PackageFeed(_ground);
        await feed.AddLibraryAsync("Test.Words", "1.0.0", "public static class Words { public static string Say => \"words\"; }");
        var words = await BuiltAssembly.WriteAsync(_ground.Root, "Test.Words", "public static class Words { public static string Say => \"words\"; }");
        var contracts = typeof(IPlugin).Assembly.Location;
        var plugin = await BuiltAssembly.OfAsync("Test.Speaker", PluginGround.Agent("Speaker", "speaker", tells: "Words.Say"), contracts, words);
        var other = await BuiltAssembly.OfAsync("Test.Other", PluginGround.Agent("Other", "other", tells: "Words.Say"), contracts, words);
        var file = Path.Combine(_ground.Root, "Test.Speaker.1.0.0.nupkg");
        PackageFeed.Write(file, "Test.Speaker", "1.0.0", ["Test.Words@1.0.0"], "", ("lib/net10.0/Test.Speaker.dll", plugin));
        feed.Add("Test.Other", "2.1.0", ["Test.Words@1.0.0"], "", ("lib/net10.0/Test.Other.dll", other));

        await Installer.AddAsync(new AddRequest(file));
        var named = await Installer.AddAsync(new AddRequest("Test.Other"));
        feed.Close();

        Assert.Equal((Path.Combine(_ground.User, "Test.Other"), "other"), (named.Path, Assert.Single(named.Names)));
        var manager = _ground.Manager();
        Assert.Equal("words", await PluginGround.Told(await manager.GetAgentAsync("speaker")));
        Assert.Equal("words", await PluginGround.Told(await manager.GetAgentAsync("other")));
        var text = await File.ReadAllTextAsync(HomeLock);
        Assert.Contains("\"origin\": \"Test.Speaker@1.0.0\"", text, StringComparison.Ordinal);
        Assert.Contains("\"origin\": \"Test.Other@2.1.0\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_Plugin_LeavesNeitherFileNorRecord()
    {
        var added = await Installer.AddAsync(new AddRequest(_ground.Write(Elsewhere, "one.cs", PluginGround.Agent("One", "one"))));

        var removed = await Installer.RemoveAsync("One");

        Assert.Equal((added.Path, "dropped"), (removed.Path, Assert.Single(removed.Lock).What));
        Assert.Empty(Directory.GetFileSystemEntries(_ground.User));
        Assert.DoesNotContain("one.cs", await File.ReadAllTextAsync(HomeLock), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_WhatMustNotBeRemoved_IsRefusedAndStays()
    {
        var two = _ground.Write(_ground.User, "two.cs", PluginGround.Agent("A", "a") + PluginGround.Agent("B", "b"));
        var folder = Directory.CreateDirectory(Path.Combine(_ground.Install, "shipped")).FullName;
        await BuiltAssembly.WriteAsync(folder, "shipped", PluginGround.Agent("Shipped", "shipped"));

        Assert.Equal(FaultCodes.PluginNotRemovable, await CodeOf("a"));
        Assert.Equal(FaultCodes.PluginNotRemovable, await CodeOf("shipped"));
        Assert.Equal(FaultCodes.PluginUnknown, await CodeOf("nobody"));
        Assert.True(File.Exists(two) && Directory.Exists(folder));
        Assert.Equal(["a", "b"], (await Installer.RemoveAsync("b", all: true)).Names);

        async Task<string> CodeOf(string name) => (await Assert.ThrowsAsync<FaultException>(() => Installer.RemoveAsync(name))).Faults[0].Code;
    }
}
