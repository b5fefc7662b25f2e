using System.Text.Json;

namespace Omua.Llm.Planning;

/// <summary>Holds what a plan's parameters spend to the run's budget. A parameter is spend where its name ends in budget or spend.</summary>
internal static class PlanSpend
{
    public static IEnumerable<string> Faults(IReadOnlyList<TaskSpec> tasks, Money? budget)
    {
        decimal total = 0;
        foreach (var (task, name, amount) in tasks.SelectMany(task => Amounts(task.Parameters).Select(each => (task, each.Name, each.Amount))))
        {
            if (amount is not { } known || known < 0)
            {
                yield return $"'{name}' of task '{task.Id}' is no amount.";
                continue;
            }

            total = Math.Min(decimal.MaxValue / 2, total) + Math.Min(decimal.MaxValue / 2, known);
        }

        if (total > 0 && (budget is null || total > budget.Value.Amount))
        {
            yield return budget is null ? "The plan spends, and the run has no budget." : $"The plan spends {total}, and the run's budget is {budget}.";
        }
    }

    private static IEnumerable<(string Name, decimal? Amount)> Amounts(JsonNode? node, string name = "") => node switch
    {
        JsonObject fields => fields.SelectMany(field => Amounts(field.Value, field.Key)),
        JsonArray items => items.SelectMany(item => Amounts(item, name)),
        JsonValue value when IsSpend(name) && value.GetValueKind() == JsonValueKind.Number => [(name, decimal.TryParse(value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var amount) ? amount : null)],
        _ => [],
    };

    private static bool IsSpend(string name) => name.EndsWith("budget", StringComparison.OrdinalIgnoreCase) || name.EndsWith("spend", StringComparison.OrdinalIgnoreCase);
}
