using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omua.Cli.Runs;

/// <summary>A file with a list of tasks, in the shape in which a run's document shows its plan.</summary>
internal static class Playbook
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };

    public static IReadOnlyList<TaskSpec> Read(string file)
    {
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(file), documentOptions: Lenient);
            var list = root as JsonArray ?? (root as JsonObject)?["tasks"] as JsonArray ?? throw Unreadable(file, "it holds no list of tasks");
            return [.. list.Select((task, index) => Task(task as JsonObject, file, index + 1))];
        }
        catch (JsonException exception)
        {
            throw Unreadable(file, exception.Message, (int?)exception.LineNumber + 1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, exception.Message);
        }
    }

    private static TaskSpec Task(JsonObject? task, string file, int number)
    {
        try
        {
            return new TaskSpec
            {
                Id = Required(task, "id", file, number),
                Name = (string?)task!["name"] ?? Required(task, "id", file, number),
                AgentType = Required(task, "agent_type", file, number),
                Kind = (string?)task["kind"] ?? "",
                Description = (string?)task["description"] ?? "",
                Parameters = task["parameters"]?.DeepClone() as JsonObject ?? [],
                Dependencies = [.. (task["dependencies"] as JsonArray ?? []).Select(id => (string?)id ?? "")],
                Priority = (int?)task["priority"] ?? 0,
                Retries = (int?)task["retries"],
                Timeout = (double?)task["timeout_seconds"] is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            };
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw Unreadable(file, $"task {number} has a value of the wrong type: {exception.Message}");
        }
    }

    private static string Required(JsonObject? task, string member, string file, int number) =>
        (string?)task?[member] is { Length: > 0 } value ? value : throw Unreadable(file, $"task {number} has no '{member}'");

    private static FaultException Unreadable(string file, string cause, int? line = null) => new(new Fault(
        FaultCodes.PlaybookUnreadable, $"the playbook cannot be used: {cause}", "give a JSON list of tasks with id, name, agent_type and parameters") { File = file, Line = line });
}
