namespace Omua.Plugins.Tests.Unloading;

/// <summary>Libraries that remember the types they meet, each beside the plugin that brings it: the old version must be proven to be gone with its copy of the library.</summary>
public sealed class LibraryLeakTests : IAsyncDisposable
{
    private readonly PluginGround _ground = PluginGround.Unloading();

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Theory]
    [InlineData("Newtonsoft.Json.JsonConvert.SerializeObject(Newtonsoft.Json.JsonConvert.DeserializeObject<Own>(\"{\\\"Name\\\": \\\"other\\\"}\"))", "{\"Name\":\"other\"}", "Newtonsoft.Json")]
    [InlineData("Newtonsoft.Json.Linq.JObject.FromObject(new Own()).ToObject<Own>()!.Name", "own", "Newtonsoft.Json")]
    [InlineData("Services(new()).Name", "Speaker own", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Logging", "Microsoft.Extensions.Options")]
    public async Task Reload_OfAFolderWithItsOwnLibrary_ProvesTheOldVersionGone(string tells, string told, params string[] libraries)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_ground.User, "speaker")).FullName;
        // All that is here of what the libraries need; the host's own of it stays with the host.
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(file => libraries.Any(library => Path.GetFileName(file).StartsWith(library, StringComparison.Ordinal))))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        await WriteAsync(folder, tells, libraries);
        var manager = _ground.Manager();
        Assert.Equal(told, await PluginGround.Told(await manager.GetAgentAsync("speaker")));

        await WriteAsync(folder, "\"new\"", libraries);
        var reload = Assert.Single(await manager.ReloadAsync());

        Assert.Equal(ReloadOutcome.Reloaded, reload.Outcome);
        Assert.True(reload is { Leak: null, IsUnloaded: true }, reload.Leak?.Message);
        Assert.Equal("new", await PluginGround.Told(await manager.GetAgentAsync("speaker")));
    }

    private static async Task WriteAsync(string folder, string tells, string[] libraries)
    {
        var services = libraries.Contains("Microsoft.Extensions.Options") ? """
            static Own Services(Own otherwise)
            {
                var services = new ServiceCollection();
                services.AddLogging();
                services.AddOptions<Own>().Configure(own => own.Name = "Speaker own");
                var provider = services.BuildServiceProvider();
                provider.GetRequiredService<ILogger<Speaker>>().LogInformation("{Own}", otherwise);
                return provider.GetRequiredService<IOptions<Own>>().Value;
            }
            """ : "";
        var usings = services.Length == 0 ? "" : "using Microsoft.Extensions.DependencyInjection;\nusing Microsoft.Extensions.Logging;\nusing Microsoft.Extensions.Options;\n";
        string[] references = [typeof(IPlugin).Assembly.Location, .. Directory.GetFiles(AppContext.BaseDirectory, "Microsoft.Extensions.*.dll"), Path.Combine(AppContext.BaseDirectory, "Newtonsoft.Json.dll")];
        await BuiltAssembly.WriteAsync(folder, "speaker", $"{usings}public sealed class Own {{ public string Name {{ get; set; }} = \"own\"; }}\n{PluginGround.Agent("Speaker", "speaker", services, tells)}", references);
    }
}
