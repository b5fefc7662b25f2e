using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin remove</c>: takes a plugin's file or folder out. Runs no plugin.</summary>
internal static class PluginRemoveVerb
{
    private static readonly Argument<string> Name = new("name") { Description = "The plugin's name, its class, or its path" };

    private static readonly Option<bool> All = new("--all") { Description = "Also where other plugins stand in the same file" };

    public static Command Create()
    {
        var verb = new Verb("remove", "Remove a plugin's file or folder") { Examples = ["omua plugin remove spend_alarm", "omua plugin remove ./plugins/two_agents.cs --all"] };
        verb.Add(Name);
        verb.Add(All);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.ForLook(invocation);
        var removed = await application.Installer.RemoveAsync(invocation.Get(Name)!, invocation.Get(All), cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => InstallJson.Write(writer, "removed", removed.Path, removed.Names, [], removed.Lock));
        }
        else
        {
            invocation.Output.Line($"removed {string.Join(", ", removed.Names)}: {removed.Path}");
        }

        return ExitCode.Done;
    }
}
