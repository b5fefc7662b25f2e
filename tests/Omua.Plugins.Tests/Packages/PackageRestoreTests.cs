using System.Runtime.InteropServices;
using Omua.Plugins.Installing;

namespace Omua.Plugins.Tests.Packages;

/// <summary><c>#:package</c>: restored by the real SDK from a folder of packages, then used without either.</summary>
public sealed class PackageRestoreTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();
    private readonly PackageFeed _feed;

    public PackageRestoreTests() => _feed = new PackageFeed(_ground);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Restore_PackagesWithDependencyAndNativeFile_TheRunNeedsNeitherSdkNorFeed()
    {
        // Any native library will do: the runtime's own, under another name.
        var (native, extension) = OperatingSystem.IsWindows() ? ("System.IO.Compression.Native.dll", ".dll") : OperatingSystem.IsMacOS() ? ("libSystem.Native.dylib", ".dylib") : ("libSystem.Native.so", ".so");
        await _feed.AddLibraryAsync("Test.Letters", "1.0.0", "public static class Letters { public static string All => \"abc\"; }");
        _feed.Add("Test.Words", "1.2.0", ["Test.Letters@1.0.0"], "", ("lib/net10.0/Test.Words.dll", await BuiltAssembly.OfAsync("Test.Words", "public static class Words { public static int Count(string text) => text.Length; }")));
        _feed.Add("Test.Native", "2.0.0", [], "", ($"runtimes/{RuntimeInformation.RuntimeIdentifier}/native/{(extension == ".dll" ? "" : "lib")}words{extension}", await File.ReadAllBytesAsync(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), native))));
        var path = _ground.Write(_ground.User, "speaker.cs", "#:package Test.Words@1.2.0\n#:package Test.Native@2.0.0\n" + PluginGround.Agent(
            "Speaker", "speaker", tells: "$\"{Letters.All}{Words.Count(\"four\")}{System.Runtime.InteropServices.NativeLibrary.TryLoad(\"words\", typeof(Speaker).Assembly, null, out _)}\""));
        var before = Assert.Single(await _ground.Manager().ScanAsync());
        Assert.Equal([FaultCodes.PluginPackageMissing, FaultCodes.PluginPackageMissing], before.Faults.Select(fault => fault.Code));
        Assert.Contains("omua plugin restore", before.Fix, StringComparison.Ordinal);
        Assert.Equal([2, 1], before.Faults.Select(fault => fault.Line ?? 0));

        var outcome = Assert.Single(await new PluginInstaller(_ground.Options).RestoreAsync());
        _feed.Close();

        Assert.Empty(outcome.Faults);
        Assert.Equal((path, "Test.Letters@1.0.0 Test.Native@2.0.0 Test.Words@1.2.0"), (outcome.Path, string.Join(' ', outcome.Packages)));
        var closure = Assert.Single(Directory.GetFiles(_ground.Options.Cache, "closure.txt", SearchOption.AllDirectories));
        Assert.Equal(["R\tTest.Letters.dll", "R\tTest.Words.dll"], File.ReadLines(closure).Where(line => line.StartsWith('R')).Order());
        Assert.All(["Test.Letters.dll", "Test.Words.dll"], file => Assert.True(new FileInfo(Path.Combine(Path.GetDirectoryName(closure)!, file)).Length > 0, file));
        Assert.Equal("abc4True", await PluginGround.Told(await _ground.Manager().GetAgentAsync("speaker")));
        Assert.Equal(PluginState.Available, Assert.Single(await _ground.Manager().ScanAsync()).State);
    }

    [Fact]
    public async Task Restore_TwoPluginsWithTwoMajorsOfOnePackage_EachUsesItsOwn()
    {
        foreach (var major in new[] { 1, 2 })
        {
            await _feed.AddLibraryAsync("Test.Words", $"{major}.0.0", $"public static class Words {{ public static int Major => {major}; }}");
            _ground.Write(_ground.User, $"speaker_{major}.cs", $"#:package Test.Words@{major}.0.0\n{PluginGround.Agent($"Speaker{major}", $"speaker_{major}", tells: "Words.Major")}");
        }

        Assert.All(await new PluginInstaller(_ground.Options).RestoreAsync(), outcome => Assert.Empty(outcome.Faults));

        var manager = _ground.Manager();
        Assert.Equal("1", await PluginGround.Told(await manager.GetAgentAsync("speaker_1")));
        Assert.Equal("2", await PluginGround.Told(await manager.GetAgentAsync("speaker_2")));
    }

    [Fact]
    public async Task Restore_PackagesThatCannotBeUsed_EachHasItsFaultAtItsLineAndTheGoodOneIsRestored()
    {
        var nothing = new (string, byte[])[] { ("readme.txt", [65]) };
        await _feed.AddLibraryAsync("Test.Words", "1.0.0", "public static class Words { }");
        await _feed.AddLibraryAsync("Test.Words", "2.0.0", "public static class Words { }");
        await _feed.AddLibraryAsync("Test.Needs", "1.0.0", "public static class Needs { }", dependencies: "Test.Words@2.0.0");
        await _feed.AddLibraryAsync("Test.Gap", "1.0.0", "public static class Gap { }", dependencies: "Test.Words@1.5.0");
        await _feed.AddLibraryAsync("Test.Old", "1.0.0", "public static class Old { }", framework: "net48");
        _feed.Add("Test.Tool", "1.0.0", [], "<packageTypes><packageType name=\"DotnetTool\" /></packageTypes>", nothing);
        _feed.Add("Test.Elsewhere", "1.0.0", [], "", ("runtimes/sunos-x64/native/libwords.so", [1, 2, 3]));
        foreach (var (name, packages) in new[]
        {
            ("conflict", "#:package Test.Needs@1.0.0\n#:package Test.Words@1.0.0"), ("elsewhere", "#:package Test.Elsewhere@1.0.0"), ("good", "#:package Test.Words@1.0.0"),
            ("mistyped", "#:package Test.Wrods@1.0.0"), ("old", "#:package Test.Old@1.0.0"), ("substituted", "#:package Test.Gap@1.0.0"), ("tool", "#:package Test.Tool@1.0.0"), ("version", "#:package Test.Words@9.0.0"),
        })
        {
            _ground.Write(_ground.User, $"{name}.cs", $"\n{packages}\n{PluginGround.Agent("One", name)}");
        }

        var outcomes = (await new PluginInstaller(_ground.Options).RestoreAsync()).ToDictionary(outcome => Path.GetFileNameWithoutExtension(outcome.Path));

        Assert.Empty(outcomes["good"].Faults);
        AssertFault("conflict", FaultCodes.PluginPackageConflict, "Test.Words", line: 3);
        AssertFault("elsewhere", FaultCodes.PluginPackageUnfit, "sunos-x64");
        AssertFault("mistyped", FaultCodes.PluginPackageUnknown, "test.words");
        AssertFault("old", FaultCodes.PluginPackageUnfit, "net10.0");
        AssertFault("substituted", FaultCodes.PluginPackageConflict, "Test.Words");
        AssertFault("tool", FaultCodes.PluginPackageUnfit, "a tool");
        AssertFault("version", FaultCodes.PluginPackageUnknown, "Test.Words@2.0.0");
        Assert.Equal("good", Assert.Single(await _ground.Manager().ScanAsync(), entry => entry.State == PluginState.Available).Name);

        void AssertFault(string name, string code, string says, int line = 2)
        {
            var fault = outcomes[name].Faults[0];
            Assert.Equal((code, line), (fault.Code, fault.Line ?? 0));
            Assert.Contains(says, fault.Message + fault.Fix, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Restore_UntrustedFolder_FetchesNothing()
    {
        await _feed.AddLibraryAsync("Test.Words", "1.0.0", "public static class Words { }");
        _ground.Write(_ground.Project, "speaker.cs", $"#:package Test.Words@1.0.0\n{PluginGround.Agent("Speaker", "speaker")}");

        var outcome = Assert.Single(await new PluginInstaller(_ground.Options).RestoreAsync());

        Assert.Equal(FaultCodes.PluginUntrusted, Assert.Single(outcome.Faults).Code);
        Assert.False(Directory.Exists(Path.Combine(_ground.Root, "unpacked")));
    }
}
