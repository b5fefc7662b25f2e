namespace Omua.Plugins;

/// <summary>The kind of place a plugin was found in; the order is that of precedence.</summary>
public enum PluginSource
{
    /// <summary>What ships with the product.</summary>
    Install,

    /// <summary><c>~/.omua/plugins</c>.</summary>
    User,

    /// <summary><c>./plugins</c>.</summary>
    Project,

    /// <summary>A directory that the configuration or the caller names.</summary>
    Configured,
}
