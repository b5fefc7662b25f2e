using Omua.Cli.Shell;
using Omua.Plugins;
using Omua.Plugins.Metadata;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>A sample under another name. The samples are what <c>dotnet new</c> begins with too.</summary>
internal sealed class PluginTemplate
{
    private static readonly (string Kind, string File, string Class)[] Samples =
        [("agent", "my_custom_agent", "MyCustomAgent"), ("llm", "my_custom_llm", "MyCustomLLM"), ("storage", "my_custom_storage", "MyCustomStorage")];

    private readonly (string Kind, string File, string Class) _sample;

    private PluginTemplate((string Kind, string File, string Class) sample, string name, string className)
    {
        _sample = sample;
        Name = name;
        ClassName = className;
    }

    public static IEnumerable<string> Kinds => Samples.Select(sample => sample.Kind);

    /// <summary>The plugin's name.</summary>
    public string Name { get; }

    public string ClassName { get; }

    /// <summary>The packages that came with the install; null where this program was started without one.</summary>
    private static string? Feed { get; } = Path.Combine(AppContext.BaseDirectory, "feed") is var folder && Directory.Exists(folder) ? folder : null;

    public static PluginTemplate Of(string kind, string written)
    {
        var name = SnakeCase.From(written);
        var className = string.Concat(name.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        if (!SnakeCase.Is(name) || PluginIdentity.Faults(name, "1.0.0", null, [PluginType.Agent], className, "").Count > 0)
        {
            throw new FaultException(UsageFaults.Wrong($"'{written}' is no name for a plugin", "use letters, digits and single underscores, such as spend_alarm, and none of the host's own words"));
        }

        return typeof(IPlugin).Assembly.GetExportedTypes().Any(type => type.Name == className)
            ? throw new FaultException(UsageFaults.Wrong($"the class {className} is one of the contracts", "choose a name that says what the plugin does"))
            : new(Samples.Single(sample => sample.Kind == kind), name, className);
    }

    /// <summary>One source file, and beside it what lets an editor and <c>dotnet build</c> find its packages.</summary>
    public IReadOnlyList<NewFile> SingleFile(string folder) => [new(Path.Combine(folder, $"{Name}.cs"), Source()), .. NugetConfig(folder)];

    public IReadOnlyList<NewFile> Project(string folder) =>
    [
        new(Path.Combine(folder, $"{ClassName}.cs"), Source()),
        new(Path.Combine(folder, $"{ClassName}.csproj"), Text("project.csproj").Replace("MyCustomPlugin", ClassName, StringComparison.Ordinal)),
        .. NugetConfig(folder),
    ];

    private static IEnumerable<NewFile> NugetConfig(string folder)
    {
        var file = Path.Combine(folder, "nuget.config");
        return Feed is null || File.Exists(file) ? [] : [new(file, Text("nuget.config").Replace("OMUA_FEED", Feed, StringComparison.Ordinal))];
    }

    private static string Text(string name)
    {
        using var resource = new StreamReader(typeof(PluginTemplate).Assembly.GetManifestResourceStream($"templates/{name}")!);
        return resource.ReadToEnd();
    }

    private string Source() => Text($"{_sample.File}.cs").Replace(_sample.Class, ClassName, StringComparison.Ordinal)
        .Replace(_sample.File, Name, StringComparison.Ordinal).Replace(_sample.File.ToUpperInvariant(), Name.ToUpperInvariant(), StringComparison.Ordinal);
}
