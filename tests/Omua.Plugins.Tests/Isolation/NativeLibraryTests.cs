using System.Runtime.InteropServices;

namespace Omua.Plugins.Tests.Isolation;

/// <summary>Two folders, each with a native library of the same name and another content: each plugin calls its own. The libraries are the runtime's, under another name, so no compiler is needed.</summary>
public sealed class NativeLibraryTests : IAsyncLifetime
{
    private readonly PluginGround _ground = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GetAgent_TwoNativeLibrariesOfOneName_EachCallsItsOwn(bool inRuntimesFolder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the runtime's native libraries have other names and entries there");
        await AddAsync("counter", "libSystem.Native", "[DllImport(\"words\", EntryPoint = \"SystemNative_GetPid\")] private static extern int Call();", "Call()", inRuntimesFolder);
        await AddAsync("sums", "libSystem.IO.Compression.Native", "[DllImport(\"words\", EntryPoint = \"CompressionNative_Crc32\")] private static extern uint Call(uint crc, byte[] of, int length);", "Call(0, new byte[] { 97 }, 1)", inRuntimesFolder);
        var manager = _ground.Manager();

        var entries = await manager.LoadPluginsAsync();

        Assert.All(entries, entry => Assert.Equal((PluginState.Ready, null), (entry.State, entry.Message)));
        Assert.Equal(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), await PluginGround.Told(await manager.GetAgentAsync("counter")));
        Assert.Equal(0xE8B7BE43.ToString(System.Globalization.CultureInfo.InvariantCulture), await PluginGround.Told(await manager.GetAgentAsync("sums")));
    }

    [Fact]
    public async Task GetAgent_NativeLibraryIsNotThere_TheCallFailsAndThePluginIsNamed()
    {
        await AddAsync("counter", null, "[DllImport(\"words\")] private static extern int Call();", "Call()", inRuntimesFolder: false);

        var failed = await Assert.ThrowsAsync<FaultException>(async () => await PluginGround.Told(await _ground.Manager().GetAgentAsync("counter")));

        Assert.Equal(FaultCodes.PluginCallFailed, failed.Faults[0].Code);
        Assert.Contains("counter", failed.Message, StringComparison.Ordinal);
        Assert.Contains("words", failed.Message, StringComparison.Ordinal);
    }

    private async Task AddAsync(string name, string? native, string import, string tells, bool inRuntimesFolder)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_ground.User, name)).FullName;
        await BuiltAssembly.WriteAsync(folder, name, $"using System.Runtime.InteropServices;\n{PluginGround.Agent("Speaker", name, import, tells)}");
        if (native is null)
        {
            return;
        }

        var extension = OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        var rid = RuntimeInformation.RuntimeIdentifier;
        var place = inRuntimesFolder ? Path.Combine(folder, "runtimes", rid, "native") : folder;
        File.Copy(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), native + extension), Path.Combine(Directory.CreateDirectory(place).FullName, $"libwords{extension}"));
        if (inRuntimesFolder)
        {
            // As the SDK writes it for a package with native files.
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.deps.json"), $$"""
                {
                  "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0", "signature": "" },
                  "targets": { ".NETCoreApp,Version=v10.0": {
                    "{{name}}/1.0.0": { "dependencies": { "words": "1.0.0" }, "runtime": { "{{name}}.dll": {} } },
                    "words/1.0.0": { "runtimeTargets": { "runtimes/{{rid}}/native/libwords{{extension}}": { "rid": "{{rid}}", "assetType": "native", "fileVersion": "0.0.0.0" } } }
                  } },
                  "libraries": { "{{name}}/1.0.0": { "type": "project", "serviceable": false, "sha512": "" }, "words/1.0.0": { "type": "package", "serviceable": true, "sha512": "" } }
                }
                """);
        }
    }
}
