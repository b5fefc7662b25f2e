using System.Text.Json;
using Omua.Cli.Shell;
using Omua.Plugins;
using Omua.Plugins.Guard;
using Omua.Plugins.Health;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>Plugins as JSON.</summary>
internal static class PluginJson
{
    public static void WriteList(Utf8JsonWriter writer, IReadOnlyList<PluginEntry> entries, IReadOnlyDictionary<string, PluginFigures> figures)
    {
        writer.WriteStartArray();
        foreach (var entry in entries)
        {
            writer.WriteStartObject();
            WriteMembers(writer, entry, figures.GetValueOrDefault(entry.Name));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>One plugin, with every fault and the keys that are configured for it.</summary>
    public static void Write(Utf8JsonWriter writer, PluginEntry entry, IEnumerable<string> configured, PluginFigures? figures, IReadOnlyList<PluginCrash> crashes)
    {
        writer.WriteStartObject();
        WriteMembers(writer, entry, figures);
        writer.WriteStartArray("configured_keys");
        foreach (var key in configured)
        {
            writer.WriteStringValue(key);
        }

        writer.WriteEndArray();
        WriteFaults(writer, "faults", entry.Faults);
        writer.WriteStartArray("crashes");
        foreach (var crash in crashes)
        {
            writer.WriteStartObject();
            writer.WriteString("at", crash.At);
            writer.WriteString("code", crash.Code);
            writer.WriteString("message", crash.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static string? Wire(PluginType? type) => type switch
    {
        PluginType.Agent => "agent",
        PluginType.LlmBackend => "llm_backend",
        PluginType.StorageBackend => "storage_backend",
        _ => null,
    };

    /// <summary>Written out: asking an enum for its names costs reflection at every start.</summary>
    public static string Wire(PluginState state) => state switch
    {
        PluginState.Available => "available",
        PluginState.Ready => "ready",
        PluginState.Faulted => "faulted",
        PluginState.Quarantined => "quarantined",
        PluginState.Untrusted => "untrusted",
        PluginState.Disabled => "disabled",
        PluginState.NotAPlugin => "not_a_plugin",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Wire(PluginSource source) => source switch
    {
        PluginSource.Install => "install",
        PluginSource.User => "user",
        PluginSource.Project => "project",
        PluginSource.Configured => "configured",
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    private static void WriteMembers(Utf8JsonWriter writer, PluginEntry entry, PluginFigures? figures)
    {
        writer.WriteString("name", entry.Name);
        writer.WriteString("class", entry.Class);
        writer.WriteString("type", Wire(entry.Type));
        writer.WriteString("version", entry.Version);
        writer.WriteString("state", Wire(entry.State));
        writer.WriteString("source", Wire(entry.Source));
        writer.WriteString("path", entry.Path);
        writer.WriteString("form", entry.Form);
        writer.WriteString("hash", entry.Hash);
        writer.WriteString("assembly", entry.Assembly);
        writer.WriteString("description", entry.Description);
        writer.WriteString("code", entry.Code);
        writer.WriteString("message", entry.Message);
        writer.WriteString("file", entry.File);
        WriteNumber(writer, "line", entry.Line);
        WriteNumber(writer, "column", entry.Column);
        writer.WriteString("fix", entry.Fix);
        WriteFaults(writer, "warnings", entry.Warnings);
        writer.WriteNumber("calls", figures?.Calls ?? 0);
        writer.WriteNumber("failures", figures?.Failures ?? 0);
        WriteMilliseconds(writer, "load_ms", figures?.LoadTime);
        WriteMilliseconds(writer, "p50_ms", figures?.Median);
        WriteMilliseconds(writer, "p99_ms", figures?.Percentile99);
        if (figures is null)
        {
            writer.WriteNull("counted_since");
        }
        else
        {
            writer.WriteString("counted_since", figures.Since);
        }
    }

    public static void WriteFaults(Utf8JsonWriter writer, string name, IReadOnlyList<Fault> faults)
    {
        writer.WriteStartArray(name);
        foreach (var fault in faults)
        {
            FaultText.Write(writer, fault);
        }

        writer.WriteEndArray();
    }

    private static void WriteMilliseconds(Utf8JsonWriter writer, string name, TimeSpan? value)
    {
        if (value is { } time)
        {
            writer.WriteNumber(name, Math.Round(time.TotalMilliseconds, 4));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
