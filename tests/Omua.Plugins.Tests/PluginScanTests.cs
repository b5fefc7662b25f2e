namespace Omua.Plugins.Tests;

public sealed class PluginScanTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Theory]
    [InlineData("host")]
    [InlineData("run")]
    public async Task Scan_NameOfTheHost_IsRefused(string name)
    {
        _ground.Write(_ground.User, "p.cs", PluginGround.Agent("P", name));
        var entry = Assert.Single(await _ground.Manager().ScanAsync());
        Assert.Equal((PluginState.Faulted, FaultCodes.PluginIdentityInvalid), (entry.State, entry.Code));
        Assert.Contains($"my_{name}", entry.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_SingleFile_ListsWhatItsLiteralsSay()
    {
        var path = _ground.Write(_ground.User, "teller.cs", PluginGround.Agent("Teller", "teller"));

        var entry = Assert.Single(await _ground.Manager().ScanAsync());

        Assert.Equal(
            ("teller", "Teller", PluginType.Agent, "1.2.3", "Tells what a test asks.", PluginState.Available, PluginSource.User, path),
            (entry.Name, entry.Class, entry.Type, entry.Version, entry.Description, entry.State, entry.Source, entry.Path));
    }

    [Fact]
    public async Task Scan_UnderscoreFilesAndOthers_AreLeftAlone()
    {
        _ground.Write(_ground.User, "_draft.cs", "this is no C#");
        _ground.Write(_ground.User, "README.md", "# Plugins");
        _ground.Write(_ground.User, ".hidden.cs", "nor this");
        Directory.CreateDirectory(Path.Combine(_ground.User, "notes"));

        Assert.Empty(await _ground.Manager().ScanAsync());
        Assert.Equal(0, _ground.Compiler.Calls);
    }

    [Fact]
    public async Task Scan_FileThatDoesNotCompile_SaysWhereAndListsTheOthers()
    {
        var bad = _ground.Write(_ground.User, "bad.cs", "public sealed class Bad : AgentPlugin\n{\n    int x = \"text\";\n}\n");
        _ground.Write(_ground.User, "good.cs", PluginGround.Agent("Good", "good"));

        var entries = await _ground.Manager().ScanAsync();

        Assert.Equal(["bad", "good"], entries.Select(entry => entry.Name));
        Assert.Equal(PluginState.Available, entries[1].State);
        Assert.Equal(PluginState.Faulted, entries[0].State);
        Assert.Equal(FaultCodes.PluginDoesNotCompile, entries[0].Code);
        var type = Assert.Single(entries[0].Faults, fault => fault.Message.Contains("CS0029", StringComparison.Ordinal));
        Assert.Equal($"{bad}:3:13", type.Place);
    }

    [Fact]
    public async Task Scan_UnchangedFiles_DoesNotAskTheCompilerAgain()
    {
        _ground.Write(_ground.User, "one.cs", PluginGround.Agent("One", "one"));
        _ground.Write(_ground.User, "broken.cs", "class Broken {");
        var first = await _ground.Manager().ScanAsync();

        var second = await _ground.Manager().ScanAsync();

        Assert.Equal(2, _ground.Compiler.Calls);
        Assert.Equal(
            first.Select(entry => (entry.Name, entry.Class, entry.Version, entry.State, entry.Fault)),
            second.Select(entry => (entry.Name, entry.Class, entry.Version, entry.State, entry.Fault)));
    }

    [Fact]
    public async Task Scan_ChangedFile_CompilesItAgain()
    {
        _ground.Write(_ground.User, "one.cs", PluginGround.Agent("One", "one"));
        await _ground.Manager().ScanAsync();
        _ground.Write(_ground.User, "one.cs", PluginGround.Agent("One", "another_name"));

        Assert.Equal("another_name", Assert.Single(await _ground.Manager().ScanAsync()).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("omua-plugin-index 2\n")]
    [InlineData("\0\u0001garbage\nU\tx\nend\n")]
    public async Task Scan_CorruptIndex_IsRebuilt(string content)
    {
        _ground.Write(_ground.User, "one.cs", PluginGround.Agent("One", "one"));
        await _ground.Manager().ScanAsync();
        var index = Assert.Single(Directory.GetFiles(Path.Combine(_ground.Root, "home", "cache", "plugins"), "index-*"));
        var before = File.ReadAllText(index);
        File.WriteAllText(index, content);

        Assert.Equal(PluginState.Available, Assert.Single(await _ground.Manager().ScanAsync()).State);
        Assert.Equal(before, File.ReadAllText(index));
        Assert.Equal(1, _ground.Compiler.Calls);
    }

    [Fact]
    public async Task Scan_SameNameTwice_FaultsTheLaterAndNamesBoth()
    {
        var first = _ground.Write(_ground.User, "one.cs", PluginGround.Agent("One", "same"));
        var second = _ground.Write(_ground.Project, "two.cs", PluginGround.Agent("Two", "same"));

        var entries = await _ground.Manager().ScanAsync();

        Assert.Equal(PluginState.Available, entries[0].State);
        Assert.Equal((PluginState.Faulted, FaultCodes.PluginNameTaken), (entries[1].State, entries[1].Code));
        Assert.Contains(first, entries[1].Message, StringComparison.Ordinal);
        Assert.Contains(second, entries[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_TwoClassesInOneFile_ListsBoth()
    {
        _ground.Write(_ground.User, "two.cs", PluginGround.Agent("A", "a") + PluginGround.Agent("B", "b"));

        Assert.Equal(["a", "b"], (await _ground.Manager().ScanAsync()).Select(entry => entry.Name));
    }

    [Theory]
    [InlineData("public static class Plain { }", FaultCodes.PluginClassMissing)]
    [InlineData("#:package Newtonsoft.Json@13.0.3\npublic static class Plain { }", FaultCodes.PluginPackageMissing)]
    [InlineData("#:package Omua.Abstractions@1.0.0\npublic static class Plain { }", FaultCodes.PluginClassMissing)]
    public async Task Scan_SourceWithoutPluginOrWithForeignPackage_HasAClearFault(string source, string code)
    {
        _ground.Write(_ground.User, "plain.cs", source);

        var entry = Assert.Single(await _ground.Manager().ScanAsync());

        Assert.Equal((PluginState.Faulted, code), (entry.State, entry.Code));
    }

    [Fact]
    public async Task Scan_NameNotSnakeCase_IsAFaultThatSuggestsOne()
    {
        _ground.Write(_ground.User, "one.cs", PluginGround.Agent("One", "MyAgent"));

        var entry = Assert.Single(await _ground.Manager().ScanAsync());

        Assert.Equal((PluginState.Faulted, FaultCodes.PluginIdentityInvalid), (entry.State, entry.Code));
        Assert.Contains("my_agent", entry.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Run")]
    [InlineData("-host-")]
    [InlineData("2 agents")]
    [InlineData("___")]
    [InlineData("\u65e5\u672c")]
    [InlineData("a__b")]
    [InlineData("Approval")]
    public async Task Scan_NameThatCannotBe_WhatIsProposedIsAccepted(string name)
    {
        _ground.Write(_ground.User, "one.cs", PluginGround.Agent("One", name));
        var fix = Assert.Single(await _ground.Manager().ScanAsync()).Fix!;

        _ground.Write(_ground.User, "one.cs", PluginGround.Agent("One", fix.Split('"')[1]));

        Assert.Equal((PluginState.Available, null), Assert.Single(await _ground.Manager().ScanAsync()) is { } entry ? (entry.State, entry.Message) : default);
    }

    [Fact]
    public async Task Scan_NameInAFieldAsTheSpecificationWritesIt_IsReadAllTheSame()
    {
        _ground.Write(_ground.User, "one.cs", PluginGround.Agent("One", "x")
            .Replace("public override string Name => \"x\";", "private readonly string _name; public One() { _name = \"from_field\"; } public override string Name => _name;", StringComparison.Ordinal));

        Assert.Equal("from_field", Assert.Single(await _ground.Manager().ScanAsync()).Name);
    }

    [Fact]
    public async Task Scan_DisabledAndMissingDirectory_AreSaid()
    {
        _ground.Write(_ground.User, "one.cs", PluginGround.Agent("One", "one"));
        _ground.Options = _ground.Options with { Disabled = ["one"], Directories = [Path.Combine(_ground.Root, "nowhere")] };

        var entries = await _ground.Manager().ScanAsync();

        Assert.Equal([PluginState.Disabled, PluginState.Faulted], entries.Select(entry => entry.State));
        Assert.Equal(FaultCodes.PluginDirectoryMissing, entries[1].Code);
    }
}
