using Omua.Plugins.Watching;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>How a watch is told: to a person, or to a program.</summary>
internal interface IPluginWatchReport
{
    /// <summary>The watch begins.</summary>
    /// <param name="what">What is watched.</param>
    void Begins(IReadOnlyList<string> what);

    void Tell(PluginChange change);
}
