using Omua.Cli.Composition;
using Omua.Plugins;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Verbs.Health;

/// <summary>How the plugins stand, what is on record of them, and whether they are as the lock files say. Runs none of them.</summary>
internal static class PluginCheck
{
    public static async Task<IReadOnlyList<HealthFinding>> RunAsync(Application application, CancellationToken cancellationToken)
    {
        var entries = await application.Plugins.ScanAsync(cancellationToken);
        var findings = entries.SelectMany(entry => entry.Faults.Select(fault => Finding(Severity(entry.State), fault, entry.Name))).ToList();
        findings.AddRange(entries.Where(entry => entry.State != PluginState.Quarantined).SelectMany(entry => Crashes(application, entry)));
        findings.AddRange(application.Plugins.LockDifferences().Select(found => Finding(HealthSeverity.Warning, found.Fault, found.Entry.Name)));
        using var catalog = application.PluginOptions();
        findings.AddRange(PluginSectionChecks.Run(application.Configuration, await catalog.FindAsync(cancellationToken)).Select(fault => new HealthFinding(
            HealthSection.Configuration, fault.Code == FaultCodes.UnknownPluginSection ? HealthSeverity.Warning : HealthSeverity.Error, fault)));
        return findings;
    }

    /// <summary>The last crash speaks for all: it is the same code.</summary>
    private static IEnumerable<HealthFinding> Crashes(Application application, PluginEntry entry)
    {
        if (application.Plugins.ReadCrashes(entry) is { Count: > 0 } crashes)
        {
            var last = crashes[^1];
            yield return Finding(HealthSeverity.Warning, new Fault(
                last.Code, $"{(crashes.Count == 1 ? "" : $"{crashes.Count} crashes on record, the last: ")}{last.Message}",
                $"Mend it (a changed file starts with a clean record), or forget it: omua plugin reset {entry.Name}") { File = entry.Path }, entry.Name);
        }
    }

    private static HealthFinding Finding(HealthSeverity severity, Fault fault, string plugin) => new(HealthSection.Plugins, severity, fault, plugin);

    private static HealthSeverity Severity(PluginState state) =>
        state is PluginState.Faulted or PluginState.Quarantined ? HealthSeverity.Error : HealthSeverity.Warning;
}
