using System.Text.Json;
using Omua.Plugins.Installing;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>What was added or removed, as JSON.</summary>
internal static class InstallJson
{
    public static void Write(
        Utf8JsonWriter writer, string what, string path, IReadOnlyList<string> names, IReadOnlyList<string> packages, IReadOnlyList<LockChange> changes)
    {
        writer.WriteStartObject();
        WriteNames(writer, what, names);
        writer.WriteString("path", path);
        WriteNames(writer, "packages", packages);
        LockChangeJson.Write(writer, changes);
        writer.WriteEndObject();
    }

    public static void WriteNames(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
