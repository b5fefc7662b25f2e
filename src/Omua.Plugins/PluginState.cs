namespace Omua.Plugins;

/// <summary>Where a plugin stands. On the wire in snake_case: <c>not_a_plugin</c>.</summary>
public enum PluginState
{
    /// <summary>Passed every check; loads on first use.</summary>
    Available,

    /// <summary>Loaded and initialized.</summary>
    Ready,

    /// <summary>Did not compile, load, bind or start; its faults say where and why.</summary>
    Faulted,

    /// <summary>Set aside after repeated crashes.</summary>
    Quarantined,

    /// <summary>Stands in a folder that is not trusted; none of its code has run.</summary>
    Untrusted,

    /// <summary>Switched off in the configuration.</summary>
    Disabled,

    /// <summary>A folder or assembly without a plugin class.</summary>
    NotAPlugin,
}
