using System.CommandLine;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin</c>: what is installed, how it stands, and whose code may run. Each verb is a file of its own.</summary>
internal static class PluginVerb
{
    private static readonly string[] Names = ["list", "info", "new", "trust", "add", "remove", "restore", "test", "watch", "reset"];

    /// <summary>The verb with the one below it that is named, or with all of them: for help, and to say what there is instead of a wrong one.</summary>
    public static Command Create(string? named = null)
    {
        var verb = new Verb("plugin", "List, add, remove, restore, trust, test, watch and reset plugins");
        foreach (var name in Array.IndexOf(Names, named) < 0 ? Names : [named!])
        {
            verb.Add(Below(name));
        }

        return verb;
    }

    private static Command Below(string name) => name switch
    {
        "list" => PluginListVerb.Create(),
        "info" => PluginInfoVerb.Create(),
        "new" => PluginNewVerb.Create(),
        "trust" => PluginTrustVerb.Create(),
        "add" => PluginAddVerb.Create(),
        "remove" => PluginRemoveVerb.Create(),
        "restore" => PluginRestoreVerb.Create(),
        "test" => PluginTestVerb.Create(),
        "watch" => PluginWatchVerb.Create(),
        _ => PluginResetVerb.Create(),
    };
}
