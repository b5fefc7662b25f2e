using Omua.Plugins.Configuration;

namespace Omua.Plugins.Tests.Samples;

/// <summary>A project with one of the sample files in its user's plugin folder and an <c>omua.yaml</c>.</summary>
internal sealed class SampleGround : IAsyncDisposable
{
    private readonly PluginGround _ground = new();

    public string Folder => _ground.Root;

    public static ContextData Run { get; } = new() { RunId = "r", StartedAt = DateTimeOffset.UnixEpoch };

    public static string SamplesFolder { get; } = Find();

    /// <summary>A manager over a copy of the very file that readers copy.</summary>
    public PluginManager Manager(string sample, string yaml = "", TimeProvider? time = null)
    {
        File.Copy(Path.Combine(SamplesFolder, "plugins", sample), Path.Combine(_ground.User, sample), overwrite: true);
        File.WriteAllText(Path.Combine(_ground.Root, "project", "omua.yaml"), yaml);
        var configuration = OmuaConfiguration.Load(new() { ProjectDirectory = Path.Combine(_ground.Root, "project") });
        Assert.Empty(configuration.Faults);
        _ground.Options = _ground.Options with { Configurations = configuration, Time = time ?? TimeProvider.System };
        return _ground.Manager();
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Omua.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("Omua.slnx is in no folder above the tests."), "samples");
    }
}
