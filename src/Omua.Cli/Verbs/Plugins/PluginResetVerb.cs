using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin reset</c>: a quarantined plugin may run again. Runs no plugin.</summary>
internal static class PluginResetVerb
{
    private static readonly Argument<string> Name = new("name") { Description = "The plugin's name or its class" };

    public static Command Create()
    {
        var verb = new Verb("reset", "Forget a plugin's crashes, so that it may run again") { Examples = ["omua plugin reset my_agent"] };
        verb.Add(Name);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.ForLook(invocation);
        var entry = PluginChoice.Of(await application.Plugins.ScanAsync(cancellationToken), invocation.Get(Name)!);
        var changed = application.Plugins.ResetPlugin(entry.Name);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("reset", entry.Name);
                writer.WriteBoolean("changed", changed);
                writer.WriteEndObject();
            });
        }
        else
        {
            invocation.Output.Line(changed ? $"{entry.Name}: its crashes are forgotten; it may run again" : $"{entry.Name}: no crash was recorded");
        }

        return ExitCode.Done;
    }
}
