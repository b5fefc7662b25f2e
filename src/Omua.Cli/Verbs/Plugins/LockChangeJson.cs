using System.Text.Json;
using Omua.Plugins.Installing;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>What was recorded in lock files, as JSON.</summary>
internal static class LockChangeJson
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<LockChange> changes)
    {
        writer.WriteStartArray("lock");
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("path", change.Path);
            writer.WriteString("lock_file", change.LockFile);
            writer.WriteString("what", change.What);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
