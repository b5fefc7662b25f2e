using Omua.Plugins.Configuration;

namespace Omua.Plugins.Tests.Configuration;

/// <summary>A home and a project folder with real files, gone after the test.</summary>
internal sealed class ScratchConfiguration : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("omua-config-");
    private readonly Dictionary<string, string> _environment = [];

    public string Home => Directory.CreateDirectory(Path.Combine(_root.FullName, "home")).FullName;

    public string Project => Directory.CreateDirectory(Path.Combine(_root.FullName, "project")).FullName;

    public string ProjectFile => Path.Combine(Project, "omua.yaml");

    public ScratchConfiguration InHome(string yaml) => Write(Path.Combine(Home, "omua.yaml"), yaml);

    public ScratchConfiguration InProject(string yaml) => Write(ProjectFile, yaml);

    public ScratchConfiguration InEnvironment(string name, string value)
    {
        _environment[name] = value;
        return this;
    }

    /// <summary>Writes a file beside the project's configuration that its owner alone, and whoever else is named, may use.</summary>
    public string WithSecret(string name, string text, UnixFileMode others = UnixFileMode.None)
    {
        var file = Path.Combine(Project, name);
        File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        }

        return file;
    }

    public OmuaConfiguration Load(string? namedFile = null) =>
        OmuaConfiguration.Load(new() { HomeDirectory = Home, ProjectDirectory = Project, NamedFile = namedFile, Environment = _environment });

    public void Dispose() => _root.Delete(recursive: true);

    private ScratchConfiguration Write(string file, string yaml)
    {
        File.WriteAllText(file, yaml);
        return this;
    }
}
