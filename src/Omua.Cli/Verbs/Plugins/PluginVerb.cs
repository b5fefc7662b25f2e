using System.CommandLine;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin</c>: what is installed, how it stands, and whose code may run. Each verb is a file of its own.</summary>
internal static class PluginVerb
{
    public static Command Create() => new Verb("plugin", "List, add, remove, restore, trust, test and reset plugins")
    {
        PluginListVerb.Create(),
        PluginInfoVerb.Create(),
        PluginNewVerb.Create(),
        PluginTrustVerb.Create(),
        PluginAddVerb.Create(),
        PluginRemoveVerb.Create(),
        PluginRestoreVerb.Create(),
        PluginTestVerb.Create(),
        PluginResetVerb.Create(),
    };
}
