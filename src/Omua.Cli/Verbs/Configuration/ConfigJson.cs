using System.Text.Json;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Datasets;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Verbs.Configuration;

/// <summary>The configuration as JSON.</summary>
internal static class ConfigJson
{
    public static void WriteSettings(Utf8JsonWriter writer, IReadOnlyList<string> files, IReadOnlyList<EffectiveSetting> settings)
    {
        writer.WriteStartObject();
        QualityJson.WriteTexts(writer, "files", files);
        writer.WriteStartArray("settings");
        foreach (var setting in settings)
        {
            writer.WriteStartObject();
            writer.WriteString("key", setting.Key);
            writer.WriteString("value", setting.Value);
            writer.WriteString("source", setting.Source);
            writer.WriteBoolean("masked", setting.IsMasked);
            QualityJson.WriteTexts(writer, "references", setting.References);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteVerdict(Utf8JsonWriter writer, IReadOnlyList<string> files, IReadOnlyList<Fault> faults)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("valid", faults.Count == 0);
        QualityJson.WriteTexts(writer, "files", files);
        if (faults.Count > 0)
        {
            writer.WritePropertyName("error");
            FaultText.Write(writer, faults[0]);
        }

        QualityJson.WriteFaults(writer, faults);
        writer.WriteEndObject();
    }
}
