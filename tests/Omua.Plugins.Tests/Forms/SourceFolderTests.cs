namespace Omua.Plugins.Tests.Forms;

/// <summary>Plugins of several sources: by <c>#:include</c>, and as a folder.</summary>
public sealed class SourceFolderTests : IAsyncLifetime
{
    private const string Words = "public static class Words { public static string Say => \"one\"; }";

    private readonly PluginGround _ground = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Theory]
    [InlineData("#:include words.cs", "words.cs")]
    [InlineData("#:include parts/*.cs", "parts/words.cs")]
    [InlineData("#:include parts/**/*.cs", "parts/deep/er/words.cs")]
    [InlineData("#:include ./parts/w?rds.cs", "parts/words.cs")]
    [InlineData("#:include _words.cs", "_words.cs")]
    public async Task GetAgent_IncludedFile_IsPartOfThePluginAndNoPluginOfItsOwn(string directive, string file)
    {
        _ground.Write(_ground.User, "one.cs", $"{directive}\n{PluginGround.Agent("One", "one", tells: "Words.Say")}");
        _ground.Write(_ground.User, file, Words);
        var manager = _ground.Manager();

        Assert.Equal("one", Assert.Single(await manager.ScanAsync(), entry => entry.Path.EndsWith(".cs", StringComparison.Ordinal)).Name);
        Assert.Equal("one", await PluginGround.Told(await manager.GetAgentAsync("one")));
    }

    [Fact]
    public async Task Scan_IncludedFileChanges_ThePluginIsCompiledAgain()
    {
        _ground.Write(_ground.User, "one.cs", $"#:include _words.cs\n{PluginGround.Agent("One", "one", tells: "Words.Say")}");
        _ground.Write(_ground.User, "_words.cs", Words);
        await _ground.Manager().ScanAsync();
        _ground.Write(_ground.User, "_words.cs", Words.Replace("\"one\"", "\"another\"", StringComparison.Ordinal));

        Assert.Equal("another", await PluginGround.Told(await _ground.Manager().GetAgentAsync("one")));
    }

    [Fact]
    public async Task Scan_FileIsAddedThatAPatternIncludes_ThePluginIsCompiledAgain()
    {
        _ground.Write(_ground.User, "one.cs", $"#:include _parts/*.cs\n#:exclude _parts/not_*.cs\n{PluginGround.Agent("One", "one", tells: "Words.Say")}");
        _ground.Write(_ground.User, "_parts/not_this.cs", "this is no C#");
        Assert.Equal(FaultCodes.PluginDoesNotCompile, Assert.Single(await _ground.Manager().ScanAsync()).Code);
        _ground.Write(_ground.User, "_parts/words.cs", Words);

        Assert.Equal("one", await PluginGround.Told(await _ground.Manager().GetAgentAsync("one")));
    }

    [Fact]
    public async Task Scan_IncludedFileIsWrong_TheFaultNamesThatFile()
    {
        _ground.Write(_ground.User, "one.cs", $"#:include _words.cs\n{PluginGround.Agent("One", "one")}");
        var part = _ground.Write(_ground.User, "_words.cs", "#:property Nullable=enable\npublic static class Words { int }");

        Assert.Equal((part, 2), Assert.Single(await _ground.Manager().ScanAsync()) is { } entry ? (entry.File, entry.Line) : default);
    }

    [Fact]
    public async Task GetAgent_FolderOfSources_IsOnePlugin()
    {
        _ground.Write(_ground.User, "speaker/speaker.cs", $"#:property AllowUnsafeBlocks=true\n{PluginGround.Agent("Speaker", "speaker", tells: "Words.Say + More.Size()")}");
        _ground.Write(_ground.User, "speaker/parts/words.cs", Words);
        _ground.Write(_ground.User, "speaker/parts/more.cs", "public static class More { public static unsafe int Size() => sizeof(long); }");
        _ground.Write(_ground.User, "speaker/_draft.cs", "this is no C#");
        _ground.Write(_ground.User, "speaker/obj/left.cs", "nor this");
        _ground.Write(_ground.User, "speaker/README.md", "# Speaker");
        var manager = _ground.Manager();

        var entry = Assert.Single(await manager.ScanAsync());

        Assert.Equal(("speaker", "Speaker", PluginState.Available, Path.Combine(_ground.User, "speaker")), (entry.Name, entry.Class, entry.State, entry.Path));
        Assert.Equal("one8", await PluginGround.Told(await manager.GetAgentAsync("speaker")));
    }

    [Fact]
    public async Task Scan_FolderOfSourcesChanges_ItIsCompiledAgain()
    {
        _ground.Write(_ground.User, "speaker/speaker.cs", PluginGround.Agent("Speaker", "speaker", tells: "Words.Say"));
        _ground.Write(_ground.User, "speaker/words.cs", Words);
        await _ground.Manager().ScanAsync();
        await _ground.Manager().ScanAsync();
        Assert.Equal(1, _ground.Compiler.Calls);
        _ground.Write(_ground.User, "speaker/words.cs", Words.Replace("\"one\"", "\"another\"", StringComparison.Ordinal));

        Assert.Equal("another", await PluginGround.Told(await _ground.Manager().GetAgentAsync("speaker")));
    }

    [Fact]
    public async Task Scan_FolderWithAProject_SaysThatItHasToBeBuilt()
    {
        _ground.Write(_ground.User, "speaker/speaker.cs", PluginGround.Agent("Speaker", "speaker"));
        _ground.Write(_ground.User, "speaker/speaker.csproj", "<Project><ItemGroup><PackageReference Include=\"Omua.Abstractions\" /></ItemGroup></Project>");

        var entry = Assert.Single(await _ground.Manager().ScanAsync());

        Assert.Equal(("speaker", FaultCodes.PluginClassMissing, PluginState.NotAPlugin), (entry.Name, entry.Code, entry.State));
        Assert.Contains("omua plugin add", entry.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_ProjectThatHasNothingToDoWithPlugins_IsLeftAlone()
    {
        _ground.Write(_ground.User, "web/web.cs", "this is no C#");
        _ground.Write(_ground.User, "web/web.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");

        Assert.Empty(await _ground.Manager().ScanAsync());
    }

    [Fact]
    public async Task Scan_ProjectWhosePluginStandsElsewhere_IsItsSourceAndLeftAlone()
    {
        _ground.Write(_ground.Project, "speech/Speaker.csproj", "<Project><ItemGroup><PackageReference Include=\"Omua.Abstractions\" /></ItemGroup></Project>");
        await BuiltAssembly.WriteAsync(Directory.CreateDirectory(Path.Combine(_ground.User, "Speaker")).FullName, "Speaker", PluginGround.Agent("Speaker", "speaker"));

        Assert.Equal(PluginSource.User, Assert.Single(await _ground.Manager().ScanAsync()).Source);
    }

    [Fact]
    public async Task Scan_SameSourceUnderAnotherPath_GivesTheSameAssembly()
    {
        var source = PluginGround.Agent("One", "one");
        _ground.Write(_ground.User, "one.cs", source);
        await _ground.Manager().ScanAsync();
        _ground.Options = _ground.Options with { HomeDirectory = Path.Combine(_ground.Root, "elsewhere") };
        _ground.Write(Directory.CreateDirectory(Path.Combine(_ground.Root, "elsewhere", "plugins")).FullName, "one.cs", source);
        await _ground.Manager().ScanAsync();

        var made = new[] { "home", "elsewhere" }.Select(home => Directory.GetFiles(Path.Combine(_ground.Root, home, "cache"), "plugin.dll", SearchOption.AllDirectories).Single()).ToList();

        Assert.Equal(File.ReadAllBytes(made[0]), File.ReadAllBytes(made[1]));
    }
}
