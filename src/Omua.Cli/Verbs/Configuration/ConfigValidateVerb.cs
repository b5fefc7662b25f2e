using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Verbs.Configuration;

/// <summary><c>omua config validate</c>: everything that is wrong at once, the sections of plugins held against what the plugins take.</summary>
internal static class ConfigValidateVerb
{
    public static Command Create() => new Verb("validate", "Check the configuration; everything wrong at once")
    {
        Examples = ["omua config validate", "omua config validate --config other.yaml --json"],
    }.Does(RunAsync);

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.ForLook(invocation);
        var configuration = application.Configuration;
        var faults = await FaultsAsync(application, cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => ConfigJson.WriteVerdict(writer, configuration.Files, faults));
        }
        else if (faults.Count == 0)
        {
            invocation.Output.Line(configuration.Files.Count == 0
                ? "valid: there is no omua.yaml, so the defaults hold"
                : $"valid: {string.Join(", ", configuration.Files)}");
        }

        invocation.Output.Warn(faults, isError: true);
        return faults.Count == 0 ? ExitCode.Done : ExitCode.Usage;
    }

    private static async Task<IReadOnlyList<Fault>> FaultsAsync(Application application, CancellationToken cancellationToken)
    {
        var configuration = application.Configuration;
        if (configuration.PluginNames.Count == 0)
        {
            return configuration.Faults;
        }

        using var catalog = application.PluginOptions();
        var plugins = await catalog.FindAsync(cancellationToken);
        return [.. configuration.Faults.Concat(PluginSectionChecks.Run(configuration, plugins))
            .OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Line).ThenBy(fault => fault.Column)];
    }
}
