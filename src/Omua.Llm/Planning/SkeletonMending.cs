using System.Text.RegularExpressions;

namespace Omua.Llm.Planning;

/// <summary>
/// Mends in a skeleton what has one right answer: ids that are taken or badly written, dependencies on nothing or on oneself, circles, and tasks beyond the limit. What it
/// cannot mend (a kind that nobody knows) it leaves for the schema to refuse.
/// </summary>
internal sealed partial class SkeletonMending
{
    /// <summary>How much was mended.</summary>
    public int Count { get; private set; }

    public JsonNode Mend(JsonNode skeleton)
    {
        if (skeleton is not JsonObject { } fields || fields["tasks"] is not JsonArray written)
        {
            return skeleton;
        }

        var tasks = written.OfType<JsonObject>().Take(Skeleton.MostTasks).Select(task => (JsonObject)task.DeepClone()).ToList();
        Count += written.Count - tasks.Count;
        Name(tasks);
        foreach (var task in tasks)
        {
            Connect(task, tasks);
        }

        Untie(tasks);
        return new JsonObject { ["tasks"] = new JsonArray([.. tasks]) };
    }

    private void Name(List<JsonObject> tasks)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            var given = Text(task["id"]) ?? "";
            var id = NotInIds().Replace(given.ToLowerInvariant(), "_").Trim('_');
            id = id.Length is 0 or > 40 ? $"task_{taken.Count + 1}" : id;
            for (var number = 2; !taken.Add(id); number++)
            {
                id = $"{id.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd('_')}_{number}";
            }

            if (id != given)
            {
                task["id"] = id;
                Count++;
            }
        }
    }

    private void Connect(JsonObject task, List<JsonObject> tasks)
    {
        var known = tasks.Select(each => Text(each["id"])!).ToHashSet(StringComparer.Ordinal);
        var written = (task["depends_on"] as JsonArray ?? []).Select(Text).ToList();
        var kept = written.OfType<string>().Where(id => known.Contains(id) && id != Text(task["id"])).Distinct(StringComparer.Ordinal).ToList();
        if (kept.Count != written.Count || task["depends_on"] is not JsonArray)
        {
            Count++;
        }

        task["depends_on"] = new JsonArray([.. kept.Select(id => JsonValue.Create(id))]);
    }

    /// <summary>Takes tasks in their order and keeps of their dependencies those that do not lead back to themselves.</summary>
    private void Untie(List<JsonObject> tasks)
    {
        var accepted = tasks.ToDictionary(task => Text(task["id"])!, _ => new HashSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            var id = Text(task["id"])!;
            var wanted = ((JsonArray)task["depends_on"]!).Select(Text).OfType<string>().ToList();
            foreach (var on in wanted.Where(on => !Reaches(on, id, accepted)))
            {
                accepted[id].Add(on);
            }

            Count += wanted.Count - accepted[id].Count;
            task["depends_on"] = new JsonArray([.. wanted.Where(accepted[id].Contains).Select(on => JsonValue.Create(on))]);
        }
    }

    private static bool Reaches(string from, string to, Dictionary<string, HashSet<string>> dependencies)
    {
        var (open, seen) = (new Stack<string>([from]), new HashSet<string>(StringComparer.Ordinal));
        while (open.TryPop(out var id))
        {
            if (id == to)
            {
                return true;
            }

            foreach (var on in seen.Add(id) ? dependencies[id] : [])
            {
                open.Push(on);
            }
        }

        return false;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [GeneratedRegex("[^a-z0-9_]+")]
    private static partial Regex NotInIds();
}
