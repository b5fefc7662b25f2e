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

    [Fact]
    public async Task Run_OfShippedPlugins_CompilesNoneOfTheirOwnMethods()
    {
        _work.Write("ads.csv", "date,campaign,channel,impressions,clicks,cost,conversions,revenue\n" + string.Concat(Enumerable.Range(1, 28).Select(day => $"2026-02-{day:00},a,search,1000,{50 + day},{40 + day},{5 + (day % 3)},200\n2026-02-{day:00},b,search,1500,{60 + day},{90 - day},{4 + (day % 5)},150\n")));
        var file = Path.Combine(_work.Folder, "compiled");

        (await _work.RunWithAsync(new() { ["DOTNET_JitStdOutFile"] = file, ["DOTNET_JitDisasmSummary"] = "1" }, "run", "--data", "ads.csv", "--no-llm", "--json")).Ends(0);

        // Generic code over types of two assemblies is compiled when it is met, whatever was done before; a plugin's own methods are native code since they were shipped.
        var compiled = await File.ReadAllLinesAsync(file);
        Assert.Contains(compiled, line => line.Contains("JIT compiled System.Linq.Enumerable:", StringComparison.Ordinal));
        Assert.DoesNotContain(compiled, line => line.Contains("JIT compiled Omua.Agents.", StringComparison.Ordinal));
    }

    private async Task<string[]> LoadedByAsync(params string[] arguments)
    {
        var file = Path.Combine(_work.Folder, $"loaded-{Guid.NewGuid():N}");
        (await _work.RunWithAsync(new() { ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location, [StartupHook.File] = file }, arguments)).Ends(0);
        return await File.ReadAllLinesAsync(file);
    }
}
