using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Runs.Playbooks;

/// <summary>Nodes to tasks. Everything that is wrong is collected, so that a person mends the file once.</summary>
internal sealed class PlaybookReader(string file)
{
    private const string Id = "id";
    private const string AgentType = "agent_type";

    private static readonly string[] Keys =
        [Id, "name", AgentType, "kind", "description", "parameters", "dependencies", "priority", "retries", "timeout_ms", "total_timeout_ms", "heartbeat_timeout_ms", "start_timeout_ms", "approval"];

    /// <summary>What a run's document shows of a task beside what it was planned with; a plan that was copied from there has them.</summary>
    private static readonly string[] PassedOver = ["status", "attempts", "error", "awaits_approval"];

    private readonly List<Fault> _faults = [];

    public IReadOnlyList<TaskSpec> Read(ConfigurationNode root)
    {
        var list = root as ConfigurationSequence ?? (root as ConfigurationMapping)?.Find("tasks")?.Node as ConfigurationSequence;
        if (list is null)
        {
            Wrong(root.Origin, "it holds no list of tasks");
        }

        var tasks = (list?.Items ?? []).Select(Task).ToList();
        return _faults.Count == 0 ? tasks : throw new FaultException(_faults);
    }

    private TaskSpec Task(ConfigurationNode node, int index)
    {
        if (node is not ConfigurationMapping task)
        {
            Wrong(node.Origin, $"task {index + 1} is {node.Kind}, not a section of keys");
            task = ConfigurationMapping.Empty;
        }
        else
        {
            foreach (var entry in task.Entries.Where(entry => !Keys.Contains(entry.Key) && !PassedOver.Contains(entry.Key)))
            {
                Wrong(entry.KeyOrigin, $"task {index + 1} has the unknown key '{entry.Key}'{(NearestName.Of(entry.Key, Keys) is { } near ? $"; did you mean '{near}'" : "")}");
            }
        }

        var id = Required(task, node, Id, index);
        return new TaskSpec
        {
            Id = id,
            Name = Text(task, "name") is { Length: > 0 } name ? name : id,
            AgentType = Required(task, node, AgentType, index),
            Kind = Text(task, "kind") ?? "",
            Description = Text(task, "description") ?? "",
            Parameters = Parameters(task),
            Dependencies = Dependencies(task),
            Priority = Number<int>(task, "priority") ?? 0,
            Retries = Number<int>(task, "retries"),
            Timeout = Milliseconds(task, "timeout_ms"),
            TotalTimeout = Milliseconds(task, "total_timeout_ms"),
            HeartbeatTimeout = Milliseconds(task, "heartbeat_timeout_ms"),
            StartTimeout = Milliseconds(task, "start_timeout_ms"),
            Approval = Text(task, "approval"),
        };
    }

    private string Required(ConfigurationMapping task, ConfigurationNode node, string key, int index)
    {
        if (task.Find(key) is null)
        {
            if (node is ConfigurationMapping)
            {
                Wrong(node.Origin, $"task {index + 1} has no '{key}'");
            }

            return "";
        }

        var text = Text(task, key);
        if (text is { Length: 0 })
        {
            Wrong(task.Find(key)!.Node.Origin, $"the '{key}' of task {index + 1} is empty");
        }

        return text ?? "";
    }

    /// <summary>Text that is written as text: a bare number or true is a slip that an id would hide.</summary>
    private string? Text(ConfigurationMapping task, string key)
    {
        if (task.Find(key) is not { } entry || entry.Node is ConfigurationScalar { Text: null })
        {
            return null;
        }

        if (entry.Node is ConfigurationScalar scalar && (!scalar.IsPlain || Value(scalar) is JsonValue value && value.GetValueKind() == JsonValueKind.String))
        {
            return scalar.Text;
        }

        Wrong(entry.Node.Origin, $"'{key}' is {(entry.Node is ConfigurationScalar plain ? plain.Text : entry.Node.Kind)}, not text");
        return "?";
    }

    private T? Number<T>(ConfigurationMapping task, string key) where T : struct, IParsable<T>
    {
        if (task.Find(key) is not { } entry || entry.Node is ConfigurationScalar { Text: null })
        {
            return null;
        }

        if (entry.Node is ConfigurationScalar { IsPlain: true, Text: { } text } && T.TryParse(text, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Wrong(entry.Node.Origin, $"'{key}' is {(entry.Node is ConfigurationScalar plain ? $"'{plain.Text}'" : entry.Node.Kind)}, not a number");
        return null;
    }

    private TimeSpan? Milliseconds(ConfigurationMapping task, string key)
    {
        if (Number<long>(task, key) is not { } milliseconds)
        {
            return null;
        }

        if (milliseconds > 0 && milliseconds <= TimeSpan.FromHours(24).TotalMilliseconds)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        Wrong(task.Find(key)!.Node.Origin, $"'{key}' is {milliseconds}; use 1 to 86400000");
        return null;
    }

    private JsonObject Parameters(ConfigurationMapping task)
    {
        if (task.Find("parameters") is not { } entry || entry.Node is ConfigurationScalar { Text: null })
        {
            return [];
        }

        if (entry.Node is ConfigurationMapping parameters)
        {
            return (JsonObject)Json(parameters)!;
        }

        Wrong(entry.Node.Origin, $"'parameters' is {entry.Node.Kind}, not a section of keys");
        return [];
    }

    private List<string> Dependencies(ConfigurationMapping task)
    {
        if (task.Find("dependencies") is not { } entry || entry.Node is ConfigurationScalar { Text: null })
        {
            return [];
        }

        if (entry.Node is ConfigurationSequence list && list.Items.All(item => item is ConfigurationScalar { Text: not null }))
        {
            return [.. list.Items.Select(item => ((ConfigurationScalar)item).Text!)];
        }

        Wrong(entry.Node.Origin, "'dependencies' is not a list of task ids");
        return [];
    }

    private static JsonNode? Json(ConfigurationNode node) => node switch
    {
        ConfigurationMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, Json(entry.Node)))),
        ConfigurationSequence sequence => new JsonArray([.. sequence.Items.Select(Json)]),
        ConfigurationScalar scalar => Value(scalar),
        _ => throw new InvalidOperationException($"{node.Kind} is no JSON."),
    };

    /// <summary>A plain word is a number, true or false where JSON would read it so; anything else, and all that is quoted, is text.</summary>
    private static JsonNode? Value(ConfigurationScalar scalar)
    {
        if (scalar.Text is not { } text || !scalar.IsPlain)
        {
            return scalar.Text is null ? null : JsonValue.Create(scalar.Text);
        }

        if (text is "true" or "false")
        {
            return JsonValue.Create(text == "true");
        }

        return text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '-') && IsJson(text) ? JsonNode.Parse(text) : JsonValue.Create(text);
    }

    private static bool IsJson(string text)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            // 2026-01-01, 1.2.3 and the like are words.
            return false;
        }
    }

    private void Wrong(ConfigurationOrigin origin, string what) => _faults.Add(new Fault(FaultCodes.PlaybookUnreadable, $"the playbook cannot be used: {what}", PlaybookFile.Fix)
    {
        File = file, Line = origin.Place?.Line, Column = origin.Place?.Column,
    });
}
