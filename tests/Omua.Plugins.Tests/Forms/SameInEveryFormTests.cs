using Omua.Plugins.Configuration;
using Omua.Plugins.Installing;
using Omua.Plugins.Tests.Packages;
using Omua.Plugins.Tests.Samples;

namespace Omua.Plugins.Tests.Forms;

/// <summary>Each sample as a file, as a folder of sources, as a built folder and as a package: one list entry, one behaviour.</summary>
public sealed class SameInEveryFormTests
{
    private const string Settings = """
        plugins:
          my_custom_agent:
            custom_setting: mine
          my_custom_llm:
            endpoint: http://127.0.0.1:9/v1/
          email_marketing_agent:
            past_test:
              name: spring
              control_users: 80
              control_converted: 48
              treatment_users: 70
              treatment_converted: 56
        """;

    private static readonly string[] Forms = ["file", "folder of sources", "built folder", "package"];

    /// <summary>Those that stand on what the host brings. What has packages of its own has to be restored first: ChatClientSampleTests.</summary>
    public static TheoryData<string> Samples =>
        [.. Directory.GetFiles(Path.Combine(SampleGround.SamplesFolder, "plugins"), "*.cs").Where(file => !File.ReadAllText(file).Contains("#:package Omua.Extensions.AI", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_InFourForms_IsListedAndBehavesTheSame(string sample)
    {
        var seen = new List<string>();
        foreach (var form in Forms)
        {
            await using var ground = new PluginGround();
            await PutAsync(ground, Path.Combine(SampleGround.SamplesFolder, "plugins", sample), form);
            File.WriteAllText(Path.Combine(ground.Root, "project", "omua.yaml"), Settings);
            ground.Options = ground.Options with { Configurations = OmuaConfiguration.Load(new() { ProjectDirectory = Path.Combine(ground.Root, "project") }) };
            var manager = ground.Manager();
            var entry = Assert.Single(await manager.ScanAsync());
            seen.Add($"{entry.Name} {entry.Class} {entry.Type} {entry.Version} {entry.State} {entry.Source} {entry.Description} {entry.Message}\n{await BehaviourAsync(manager, entry)}");
        }

        Assert.Contains(" Available User ", seen[0], StringComparison.Ordinal);
        Assert.All(seen, each => Assert.Equal(seen[0], each));
    }

    private static async Task PutAsync(PluginGround ground, string sample, string form)
    {
        var name = Path.GetFileNameWithoutExtension(sample);
        string[] references = [typeof(IPlugin).Assembly.Location, typeof(Microsoft.Extensions.Logging.ILogger).Assembly.Location, typeof(Analytics.MeasureNames).Assembly.Location];
        switch (form)
        {
            case "file":
                File.Copy(sample, Path.Combine(ground.User, Path.GetFileName(sample)));
                break;
            case "folder of sources":
                Directory.CreateDirectory(Path.Combine(ground.User, name));
                File.Copy(sample, Path.Combine(ground.User, name, "main.cs"));
                break;
            case "built folder":
                await BuiltAssembly.WriteAsync(Directory.CreateDirectory(Path.Combine(ground.User, name)).FullName, name, await File.ReadAllTextAsync(sample), references);
                break;
            default:
                _ = new PackageFeed(ground);
                var package = Path.Combine(ground.Root, $"{name}.1.0.0.nupkg");
                PackageFeed.Write(package, name, "1.0.0", [], "", ($"lib/net10.0/{name}.dll", await BuiltAssembly.OfAsync(name, await File.ReadAllTextAsync(sample), references)));
                await new PluginInstaller(ground.Options).AddAsync(new AddRequest(package));
                break;
        }
    }

    private static async Task<string> BehaviourAsync(PluginManager manager, PluginEntry entry) => entry.Type switch
    {
        PluginType.Agent => await TasksAsync(await manager.GetAgentAsync(entry.Name)),
        PluginType.LlmBackend => await ConnectionAsync(await manager.GetLlmBackendAsync(entry.Name)),
        _ => await WrittenAsync(await manager.GetStorageBackendAsync(entry.Name)),
    };

    private static async Task<string> TasksAsync(IAgent agent)
    {
        var run = SampleGround.Run with { Datasets = [new PlainDataset { Name = "d", Kind = "performance", Format = "generic.performance", Quality = new() { Files = ["d.csv"], RowsRead = 7, RowsRefused = 0 } }] };
        var lines = new List<string>();
        foreach (var task in await agent.PlanAsync(run))
        {
            var result = await agent.ExecuteAsync(task, run);
            lines.Add($"{task.Id} {task.Parameters.ToJsonString()} {result.Status} {result.Result.ToJsonString()} {string.Join(", ", result.Findings.Select(finding => finding.Title))}");
        }

        Assert.NotEmpty(lines);
        return string.Join('\n', lines);
    }

    private static async Task<string> ConnectionAsync(ILlmBackend backend)
    {
        var connection = await backend.ValidateConnectionAsync();
        return $"{backend.IsAvailable} {backend.Capabilities} {connection.State}";
    }

    private static async Task<string> WrittenAsync(IStorageBackend store)
    {
        await store.Metrics.WriteAsync([new MetricPoint("spend", DateTimeOffset.UnixEpoch, 3)]);
        var documents = await store.Documents.ListAsync("plans", limit: 1);
        return $"{await store.Journal.GetAsync("nobody") is null} {documents.Items.Count} {store.GetType().Name}";
    }

    private sealed class PlainDataset : Dataset;
}
