using System.Text.Json;
using Omua.Cli.Shell;
using Omua.Plugins.Installing;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>What restoring did, as JSON.</summary>
internal static class PluginRestoreJson
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<RestoreOutcome> outcomes, IReadOnlyList<LockChange> changes)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("plugins");
        foreach (var outcome in outcomes)
        {
            writer.WriteStartObject();
            writer.WriteString("path", outcome.Path);
            InstallJson.WriteNames(writer, "packages", outcome.Packages);
            writer.WriteStartArray("faults");
            foreach (var fault in outcome.Faults)
            {
                FaultText.Write(writer, fault);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        LockChangeJson.Write(writer, changes);
        writer.WriteEndObject();
    }
}
