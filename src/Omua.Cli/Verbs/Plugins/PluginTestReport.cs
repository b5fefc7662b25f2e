using System.Text.Json;
using Omua.Cli.Shell;
using Omua.Plugins;
using Omua.Testing;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>What came of a kit, for a person and for a program.</summary>
internal static class PluginTestReport
{
    public static void Write(Utf8JsonWriter writer, PluginEntry entry, KitReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("plugin", entry.Name);
        writer.WriteString("type", PluginJson.Wire(entry.Type));
        writer.WriteString("version", entry.Version);
        writer.WriteBoolean("kept", report.IsKept);
        foreach (var status in Enum.GetValues<CheckStatus>())
        {
            writer.WriteNumber(Wire(status), report.Count(status));
        }

        writer.WriteStartArray("checks");
        foreach (var outcome in report.Outcomes)
        {
            writer.WriteStartObject();
            writer.WriteString("group", outcome.Check.Group);
            writer.WriteString("name", outcome.Check.Name);
            writer.WriteString("status", Wire(outcome.Status));
            writer.WriteString("message", outcome.Message);
            writer.WriteNumber("duration_ms", Math.Round(outcome.Duration.TotalMilliseconds, 1));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void Write(CommandOutput output, PluginEntry entry, KitReport report)
    {
        var table = new TextTable("group", "passed", "failed", "skipped").Right(1);
        foreach (var group in report.Outcomes.GroupBy(outcome => outcome.Check.Group))
        {
            table.Add(group.Key, Count(group, CheckStatus.Passed), Count(group, CheckStatus.Failed), Count(group, CheckStatus.Skipped));
        }

        output.Table(table);
        foreach (var reason in report.Outcomes.Where(outcome => outcome.Status == CheckStatus.Skipped).GroupBy(outcome => outcome.Message))
        {
            output.Line($"{reason.Count()} skipped: {reason.Key}");
        }

        output.Line($"{entry.Name}: {report.Count(CheckStatus.Passed)} passed, {report.Count(CheckStatus.Failed)} failed, {report.Count(CheckStatus.Skipped)} skipped");
    }

    private static string Count(IEnumerable<CheckOutcome> outcomes, CheckStatus status) =>
        outcomes.Count(outcome => outcome.Status == status) is > 0 and var count ? $"{count}" : "";

    private static string Wire(CheckStatus status) => status.ToString().ToLowerInvariant();
}
