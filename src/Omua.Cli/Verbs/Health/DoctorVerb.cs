using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Health;

/// <summary><c>omua doctor</c>: everything that is wrong, the worst first, each with what mends it.</summary>
internal static class DoctorVerb
{
    public static Command Create() => new Verb("doctor", "Check disk, configuration, plugins, store and language models")
    {
        Examples = ["omua doctor", "omua doctor --json"],
    }.Does(RunAsync);

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var findings = (await FindAsync(invocation, cancellationToken)).OrderBy(finding => finding.Severity).ThenBy(finding => finding.Section).ThenBy(finding => finding.Fault.Code, StringComparer.Ordinal).ToList();
        var healthy = !findings.Exists(finding => finding.Severity == HealthSeverity.Error);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("healthy", healthy);
                writer.WriteStartArray("findings");
                foreach (var finding in findings)
                {
                    writer.WriteStartObject();
                    writer.WriteString("code", finding.Fault.Code);
                    writer.WriteString("severity", Wire(finding.Severity));
                    writer.WriteString("message", finding.Fault.Message);
                    writer.WriteString("place", finding.Fault.Place);
                    writer.WriteString("fix", finding.Fault.Fix);
                    writer.WriteString("section", finding.Section.ToString().ToLowerInvariant());
                    writer.WriteString("command", finding.Command);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
        }
        else
        {
            foreach (var finding in findings)
            {
                invocation.Output.Line(FaultText.Line(Wire(finding.Severity), finding.Fault));
                if (finding.Command is { } command && !finding.Fault.Fix.Contains(command, StringComparison.Ordinal))
                {
                    invocation.Output.Line($"    run: {command}");
                }
            }

            invocation.Output.Line(findings.Count == 0 ? "healthy: nothing found" : healthy ? "healthy, with the warnings above" : "not healthy: mend the errors above");
        }

        return healthy ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<List<HealthFinding>> FindAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var findings = HomeCheck.Run().ToList();
        await using var application = Application.ForLook(invocation);
        findings.AddRange(application.Configuration.Faults.Select(fault => new HealthFinding(HealthSection.Configuration, HealthSeverity.Error, fault)));
        findings.AddRange(await PluginCheck.RunAsync(application, cancellationToken));
        findings.AddRange(await StoreCheck.RunAsync(application, cancellationToken, isThorough: true));
        findings.AddRange(await ModelCheck.RunAsync(application, cancellationToken));
        return [.. findings.DistinctBy(finding => finding.Fault)];
    }

    private static string Wire(HealthSeverity severity) => severity == HealthSeverity.Error ? "error" : "warning";
}
