using System.Reflection;
using Omua.Llm.Tests.Server;
using Omua.Plugins;
using Omua.Plugins.Configuration;

namespace Omua.Llm.Tests.Backends;

/// <summary>The three backends as what they are: ordinary plugin folders, each with libraries of its own in a load context of its own.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("omua-llm-").FullName;

    [Fact]
    public async Task PluginManager_ThreeFolders_LoadsEachAndAnswers()
    {
        await using var server = new ScriptedServer();
        var openai = Ground.WireOf("openai");
        server.Then(Script.Json(openai.Answer("From the folder.")));
        await File.WriteAllTextAsync(Path.Combine(_home, "omua.yaml"), $$"""
            plugins:
              openai:
                model: gpt-test
                base_url: {{server.Address}}v1
                api_key: ${env:TEST_KEY}
              anthropic:
                model: claude-test
                base_url: {{server.Address}}
                api_key: ${env:TEST_KEY}
              ollama:
                model: llama-test
                base_url: {{server.Address}}
            """);
        var configuration = OmuaConfiguration.Load(new ConfigurationSources
        {
            HomeDirectory = _home, Environment = new Dictionary<string, string> { ["TEST_KEY"] = Ground.Key },
        });
        await using var manager = PluginManager.SetUp(new PluginHostOptions
        {
            InstallDirectory = null, HomeDirectory = _home, ProjectDirectory = null, TrustAll = true,
            Directories = [Installed("OpenAI", "Anthropic", "Ollama")], Configurations = configuration,
        });

        var entries = await manager.LoadPluginsAsync();

        Assert.All(entries.Where(entry => entry.Type == PluginType.LlmBackend), entry => Assert.Empty(entry.Faults));
        Assert.Equal(["anthropic", "ollama", "openai"], manager.GetLlmBackendPlugins().Select(backend => backend.Name).Order(StringComparer.Ordinal));
        var backend = await manager.GetLlmBackendAsync("openai");
        Assert.Equal("gpt-test", backend.Model);
        Assert.Equal("From the folder.", (await backend.GenerateAsync("Go.")).Content);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    /// <summary>A place with what each plugin's own build made, its dependencies beside it.</summary>
    private string Installed(params IReadOnlyList<string> vendors)
    {
        var configuration = typeof(FolderTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var place = Path.Combine(_home, "installed");
        foreach (var name in vendors.Select(vendor => $"Omua.Llm.{vendor}"))
        {
            var folder = Directory.CreateDirectory(Path.Combine(place, name)).FullName;
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "plugins", name, "bin", configuration, "net10.0")))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }
        }

        return place;
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Omua.slnx")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
            }

            return folder.FullName;
        }
    }
}
