namespace Omua.Plugins.Watching;

/// <summary>What came of a file or folder that is watched.</summary>
public enum PluginChangeKind
{
    /// <summary>It was not running, and now answers.</summary>
    Started,

    /// <summary>A new version answers in the place of the old one.</summary>
    Reloaded,

    /// <summary>What was saved does not compile, load or start.</summary>
    Failed,

    /// <summary>It is gone; what ran of it has ended.</summary>
    Removed,

    /// <summary>It is not to be run: not trusted, switched off, set aside, or no plugin.</summary>
    LeftAlone,
}
