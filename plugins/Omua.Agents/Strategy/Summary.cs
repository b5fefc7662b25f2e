using Omua.Agents.Figures;

namespace Omua.Agents.Strategy;

/// <summary>What the tasks before it found, the most urgent first. It adds no figure of its own.</summary>
internal static class Summary
{
    public static TaskResult Of(TaskSpec task, ContextData context, int headlines)
    {
        var missing = task.Dependencies.Where(id => !context.PreviousResults.ContainsKey(id)).ToList();
        var findings = context.PreviousResults.OrderBy(result => result.Key, StringComparer.Ordinal).SelectMany(result => result.Value.Findings).ToList();
        var counts = new JsonObject();
        foreach (var severity in Enum.GetValues<FindingSeverity>().Reverse())
        {
            counts[severity.ToString().ToLowerInvariant()] = findings.Count(finding => finding.Severity == severity);
        }

        var result = new JsonObject
        {
            ["tasks"] = FigureJson.Texts(context.PreviousResults.Keys.Order(StringComparer.Ordinal)),
            ["tasks_without_result"] = FigureJson.Texts(missing),
            ["findings"] = findings.Count,
            ["by_severity"] = counts,
            ["headlines"] = FigureJson.Texts(findings.OrderByDescending(finding => finding.Severity).Take(headlines).Select(finding => finding.Title)),
        };
        return TaskResult.Completed(task, result);
    }
}
