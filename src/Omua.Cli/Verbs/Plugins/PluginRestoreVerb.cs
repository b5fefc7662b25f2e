using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Plugins.Installing;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin restore</c>: fetches the packages that source plugins name. Runs no plugin.</summary>
internal static class PluginRestoreVerb
{
    public static Command Create() => new Verb("restore", "Fetch the packages that plugins name; a run never fetches any")
    {
        Examples = ["omua plugin restore", "omua plugin restore --json"],
    }.Does(RunAsync);

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.ForLook(invocation);
        var progress = new MessageProgress(invocation.Output);
        var outcomes = await application.Installer.RestoreAsync(progress, cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => PluginRestoreJson.Write(writer, outcomes));
        }
        else
        {
            foreach (var outcome in outcomes.Where(each => each.Faults.Count == 0))
            {
                invocation.Output.Line($"{outcome.Path}: {string.Join(", ", outcome.Packages)}");
            }

            invocation.Output.Line(outcomes.Count == 0 ? "no plugin names a package" : $"{outcomes.Count(each => each.Faults.Count == 0)} of {outcomes.Count} plugins with packages are restored");
        }

        var faults = outcomes.SelectMany(outcome => outcome.Faults).ToList();
        invocation.Output.Warn(faults, isError: true);
        return faults.Count == 0 ? ExitCode.Done : ExitCode.For(faults);
    }
}
