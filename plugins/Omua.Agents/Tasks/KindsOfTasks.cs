namespace Omua.Agents.Tasks;

/// <summary>
/// The kinds of task that an agent's own plan shows to make sense, for a planner that is not the agent. What is allowed is what the agent itself would plan: each kind lists the
/// datasets, dimensions and channels that go together in this data.
/// </summary>
internal static class KindsOfTasks
{
    private const string Analysis = "analysis";

    public static IReadOnlyList<TaskKind> Of(IReadOnlyList<TaskSpec> planned) =>
        [.. planned.GroupBy(NameOf, StringComparer.Ordinal).Select(kind => Kind(kind.Key, [.. kind]))];

    /// <summary>The tasks, each with the kind that it is of.</summary>
    public static IReadOnlyList<TaskSpec> Marked(IReadOnlyList<TaskSpec> planned) => [.. planned.Select(task => task with { Kind = NameOf(task) })];

    private static string NameOf(TaskSpec task) =>
        task.Kind is { Length: > 0 } kind ? kind : (string?)task.Parameters[Analysis] ?? task.Id[(task.AgentType.Length + 1)..];

    private static TaskKind Kind(string name, IReadOnlyList<TaskSpec> tasks)
    {
        var names = tasks.SelectMany(task => task.Parameters.Select(each => each.Key)).Distinct(StringComparer.Ordinal).ToList();
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(names.Select(each => KeyValuePair.Create(each, (JsonNode?)new JsonObject { ["enum"] = Values(tasks, each) }))),
            ["required"] = new JsonArray([.. names.Where(each => tasks.All(task => task.Parameters.ContainsKey(each))).Select(each => JsonValue.Create(each))]),
            ["additionalProperties"] = false,
        };
        var forms = tasks.Select(task => task.Parameters).DistinctBy(parameters => parameters.ToJsonString()).ToList();
        if (forms.Count > 1)
        {
            schema["anyOf"] = new JsonArray([.. forms.Select(form => new JsonObject { ["const"] = form.DeepClone() })]);
        }

        return new TaskKind(name, string.Join(" ", tasks.Select(task => task.Description).Distinct(StringComparer.Ordinal).Take(3)), schema);
    }

    private static JsonArray Values(IReadOnlyList<TaskSpec> tasks, string name) =>
        new([.. tasks.Where(task => task.Parameters.ContainsKey(name)).Select(task => task.Parameters[name]).DistinctBy(value => value?.ToJsonString()).Select(value => value?.DeepClone())]);
}
