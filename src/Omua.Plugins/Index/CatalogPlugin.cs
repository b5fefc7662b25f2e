using Omua.Plugins.Discovery;

namespace Omua.Plugins.Index;

/// <summary>A plugin (or what was meant to be one) as the catalog has it.</summary>
internal sealed record CatalogPlugin(PluginPlace Place, IndexedUnit Unit, IndexedPlugin? Plugin, PluginEntry Entry);
