namespace Omua.Plugins.Discovery;

/// <summary>A directory that plugins are looked for in.</summary>
internal sealed record PluginPlace(PluginSource Source, string Directory, bool Trusted)
{
    /// <summary>What ships with the product is loaded where it stands, for good, so that its precompiled code counts.</summary>
    public bool LoadsInPlace => Source == PluginSource.Install;
}
