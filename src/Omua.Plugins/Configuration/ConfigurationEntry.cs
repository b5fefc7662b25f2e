namespace Omua.Plugins.Configuration;

/// <summary>A key of a section with its value.</summary>
/// <param name="Key">The key as written.</param>
/// <param name="KeyOrigin">Where the key stands; faults point there.</param>
/// <param name="Node">The value.</param>
internal sealed record ConfigurationEntry(string Key, ConfigurationOrigin KeyOrigin, ConfigurationNode Node);
