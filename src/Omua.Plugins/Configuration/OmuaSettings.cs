namespace Omua.Plugins.Configuration;

/// <summary>The settings of the product itself; a section that has a fault keeps its defaults.</summary>
internal sealed record OmuaSettings
{
    /// <summary>Further plugin folders, as full paths, in order.</summary>
    public IReadOnlyList<string> PluginDirectories { get; init; } = [];

    /// <summary>Where runs are kept.</summary>
    public StorageSettings Storage { get; init; } = new();

    /// <summary>How tasks are run.</summary>
    public EngineSettings Engine { get; init; } = new();

    /// <summary>Defaults of a run.</summary>
    public RunSettings Run { get; init; } = new();

    /// <summary>What a plugin may take of the host.</summary>
    public PluginLimits Guard { get; init; } = new();
}
