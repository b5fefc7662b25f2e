using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Verbs.Configuration;

/// <summary><c>omua config show</c>: every setting in force with its source. What a plugin marks as a secret is masked, and so is every value of a plugin whose marks are not known.</summary>
internal static class ConfigShowVerb
{
    public static Command Create() => new Verb("show", "Show every setting in force with its source; secrets are masked")
    {
        Examples = ["omua config show", "omua config show --json"],
    }.Does(RunAsync);

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.ForLook(invocation);
        var configuration = application.Configuration;
        var settings = EffectiveSettings.Of(configuration, await MarksAsync(application, cancellationToken));
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => ConfigJson.WriteSettings(writer, configuration.Files, settings));
        }
        else
        {
            var table = new TextTable("key", "value", "source");
            foreach (var setting in settings)
            {
                table.Add(setting.Key, setting.Value ?? "", setting.References.Count == 0 ? setting.Source : $"{setting.Source} ({string.Join(", ", setting.References)})");
            }

            invocation.Output.Table(table);
        }

        invocation.Output.Warn(configuration.Faults);
        return configuration.Faults.Count == 0 ? ExitCode.Done : ExitCode.Usage;
    }

    /// <summary>Plugins are looked for only where something is written for one.</summary>
    private static async Task<Func<string, string, bool>> MarksAsync(Application application, CancellationToken cancellationToken)
    {
        if (application.Configuration.PluginNames.Count == 0)
        {
            return (_, _) => false;
        }

        using var catalog = application.PluginOptions();
        var plugins = (await catalog.FindAsync(cancellationToken)).ToDictionary(plugin => plugin.Entry.Name, StringComparer.Ordinal);
        return (plugin, key) => !plugins.TryGetValue(plugin, out var known) ? !PluginSection.HostKeys.Contains(key.Split(':')[0]) : known.IsSecret(key);
    }
}
