using System.Globalization;
using System.Text.Json;
using Omua.Cli.Shell;
using Omua.Plugins.Watching;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>A watch as JSON: one document a line, the first says what is watched.</summary>
internal sealed class PluginWatchJson(CommandOutput output, TimeProvider time) : IPluginWatchReport
{
    public void Begins(IReadOnlyList<string> what) => output.JsonLine(writer =>
    {
        Begin(writer, "watching");
        InstallJson.WriteNames(writer, "paths", what);
        writer.WriteEndObject();
    });

    public void Tell(PluginChange change) => output.JsonLine(writer =>
    {
        Begin(writer, JsonNamingPolicy.SnakeCaseLower.ConvertName(change.Kind.ToString()));
        writer.WriteString("path", change.Path);
        writer.WriteStartArray("plugins");
        foreach (var plugin in change.Plugins)
        {
            writer.WriteStartObject();
            writer.WriteString("name", plugin.Name);
            writer.WriteString("type", PluginJson.Wire(plugin.Type));
            writer.WriteString("version", plugin.Version);
            writer.WriteString("state", PluginJson.Wire(plugin.State));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (change.Took is { } took)
        {
            writer.WriteNumber("took_ms", Math.Round(took.TotalMilliseconds, 1));
        }
        else
        {
            writer.WriteNull("took_ms");
        }

        writer.WriteBoolean("last_good_serves", change.LastGoodServes);
        writer.WriteBoolean("unloaded", change.IsUnloaded);
        writer.WritePropertyName("leak");
        if (change.Leak is { } leak)
        {
            FaultText.Write(writer, leak);
        }
        else
        {
            writer.WriteNullValue();
        }

        PluginJson.WriteFaults(writer, "faults", change.Faults);
        PluginJson.WriteFaults(writer, "warnings", change.Warnings);
        writer.WriteEndObject();
    });

    private void Begin(Utf8JsonWriter writer, string what)
    {
        writer.WriteStartObject();
        writer.WriteString("event", what);
        writer.WriteString("at", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
    }
}
