using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin info</c>: all that is known of one plugin. Runs no plugin.</summary>
internal static class PluginInfoVerb
{
    private static readonly Argument<string> Name = new("name") { Description = "The plugin's name or its class" };

    public static Command Create()
    {
        var verb = new Verb("info", "Show all that is known of one plugin") { Examples = ["omua plugin info sqlite", "omua plugin info EmailMarketingAgent --json"] };
        verb.Add(Name);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.ForLook(invocation);
        var entries = await application.Plugins.ScanAsync(cancellationToken);
        var entry = PluginChoice.Of(entries, invocation.Get(Name)!);
        var figures = application.Plugins.ReadFigures([entry]).GetValueOrDefault(entry.Name);
        var crashes = application.Plugins.ReadCrashes(entry);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => PluginJson.Write(writer, entry, application.ConfiguredKeys(entry.Name), figures, crashes));
        }
        else
        {
            PluginText.Write(invocation.Output, entry, application.ConfiguredKeys(entry.Name), figures, crashes);
        }

        return ExitCode.Done;
    }
}
