namespace Omua.Cli.Tests;

/// <summary>What a start loads, told by the process itself: with a warm cache neither the compiler nor NuGet, nor the plugins that are not used.</summary>
public sealed class LoadedAssembliesTests : IDisposable
{
    private static readonly string[] Compiler = ["Omua.Plugins.Compiler", "Microsoft.CodeAnalysis.CSharp", "Omua.Analyzers"];

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Start_WarmCache_LoadsNeitherCompilerNorNuGet()
    {
        (await _work.RunAsync("plugin", "new", "agent", "spend_alarm", "--out", Path.Combine(_work.Home, "plugins"))).Ends(0);
        (await _work.RunAsync("plugin", "new", "agent", "other_agent", "--out", Path.Combine(_work.Home, "plugins"))).Ends(0);

        var cold = await LoadedByAsync("plugin", "list");
        var warm = await LoadedByAsync("plugin", "list");
        var used = await LoadedByAsync("plugin", "test", "spend_alarm", "--only", "name");

        // The compiler is seen where it is needed, so the list can be believed where it is not.
        Assert.All(Compiler, name => Assert.Contains(name, cold));
        Assert.All(new[] { warm, used }, loaded => Assert.DoesNotContain(loaded, name => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || name.StartsWith("NuGet.", StringComparison.Ordinal) || Compiler.Contains(name)));
        Assert.DoesNotContain(warm, name => name.StartsWith("plugin_", StringComparison.Ordinal) || name.StartsWith("Omua.Agents", StringComparison.Ordinal));
        Assert.Equal("plugin_spend_alarm", Assert.Single(used, name => name.StartsWith("plugin_", StringComparison.Ordinal)));
    }

    private async Task<string[]> LoadedByAsync(params string[] arguments)
    {
        var file = Path.Combine(_work.Folder, $"loaded-{Guid.NewGuid():N}");
        (await _work.RunWithAsync(new() { ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location, [StartupHook.File] = file }, arguments)).Ends(0);
        return await File.ReadAllLinesAsync(file);
    }
}
