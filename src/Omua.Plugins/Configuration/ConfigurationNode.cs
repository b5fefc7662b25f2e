namespace Omua.Plugins.Configuration;

/// <summary>A part of the configuration, with the place that it was written at.</summary>
internal abstract record ConfigurationNode(ConfigurationOrigin Origin)
{
    /// <summary>What a message calls it.</summary>
    public abstract string Kind { get; }
}
