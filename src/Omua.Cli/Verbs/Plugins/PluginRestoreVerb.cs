using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Plugins.Installing;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin restore</c>: fetches the packages that source plugins name, and records what the plugins are. Runs no plugin.</summary>
internal static class PluginRestoreVerb
{
    public static Command Create() => new Verb("restore", "Fetch the packages that plugins name and record all plugins in omua.lock")
    {
        Examples = ["omua plugin restore", "omua plugin restore --locked"],
    }.Does(RunAsync);

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.ForLook(invocation);
        var outcomes = await application.Installer.RestoreAsync(new MessageProgress(invocation.Output), cancellationToken);
        var faults = outcomes.SelectMany(outcome => outcome.Faults).Distinct().ToList();
        var changes = invocation.Locked ? [] : await application.Installer.RecordAsync(keep: [.. outcomes.Where(outcome => outcome.Faults.Count > 0).Select(outcome => outcome.Path)], cancellationToken: cancellationToken);
        if (invocation.Locked)
        {
            faults.AddRange((await application.Plugins.ScanAsync(cancellationToken)).SelectMany(entry => entry.Faults).Where(fault => fault.Code is FaultCodes.PluginLockDiffers or FaultCodes.PluginLockUnreadable));
        }

        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => PluginRestoreJson.Write(writer, outcomes, changes));
        }
        else
        {
            WriteText(invocation.Output, outcomes, changes);
        }

        invocation.Output.Warn(faults, isError: true);
        return faults.Count == 0 ? ExitCode.Done : ExitCode.For(faults);
    }

    private static void WriteText(CommandOutput output, IReadOnlyList<RestoreOutcome> outcomes, IReadOnlyList<LockChange> changes)
    {
        foreach (var outcome in outcomes.Where(each => each.Faults.Count == 0))
        {
            output.Line($"{outcome.Path}: {string.Join(", ", outcome.Packages)}");
        }

        foreach (var change in changes)
        {
            output.Line($"{change.LockFile}: {change.Path}: {change.What}");
        }

        output.Line(outcomes.Count == 0 ? "no plugin needs a package" : $"{outcomes.Count(each => each.Faults.Count == 0)} of {outcomes.Count} plugins with packages are restored");
    }
}
