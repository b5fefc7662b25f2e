using Omua.Cli.Reports.Charts;
using Omua.Cli.Runs;

namespace Omua.Cli.Reports;

/// <summary>Which tasks ran, for what, when, and how they ended.</summary>
internal static class PlanSection
{
    public static Html Draw(RunRecord run)
    {
        var table = new HtmlTable("Tasks", ("Task", false), ("Agent", false), ("Status", false), ("Attempts", true), ("Waits for", false));
        foreach (var task in run.Tasks)
        {
            table.Add([Name(task), Html.Of($"{task.Spec.AgentType}"), Html.Of($"{FigureJson.Wire(task.Status)}"), Html.Of($"{task.Attempts}"), Html.Of($"{string.Join(", ", task.Spec.Dependencies)}")]);
        }

        return Html.Of(
            $"""
            <section id="plan"><h2>Plan and tasks</h2>
            <p class="soft">Plan from {Source(run.PlanSource)}; {run.Tasks.Count(task => task.Status == TaskStatus.Completed)} of {run.Tasks.Count} tasks completed in {FigureText.Duration(run.CompletedAt - run.StartedAt)}.</p>
            {Timeline(run)}{table.Draw()}</section>
            """);
    }

    private static string Source(string source) => source switch
    {
        "rules" => "the agents' own rules",
        "llm" => "a language model, checked",
        "repaired" => "a language model, repaired and checked",
        _ => "a " + source,
    };

    private static Html Name(RunTask task)
    {
        var error = task.Error is { } text ? Html.Of($"<br><span class=\"critical\">{text}</span>") : Html.Empty;
        return Html.Of($"<strong>{task.Spec.Name}</strong> <span class=\"note\">{task.Spec.Id}</span><br><span class=\"soft\">{task.Spec.Description}</span>{error}");
    }

    private static Html Timeline(RunRecord run)
    {
        var tasks = run.Tasks.Select(task => new TimelineTask(task.Spec.Id, task.Status, task.StartedAt - run.StartedAt, task.EndedAt - run.StartedAt)).ToList();
        return tasks.Any(task => task.End is not null)
            ? new TimelineChart(new ChartFrame("timeline", "When each task ran", "Spans of time from the start of the run; the table below names the tasks."), tasks).Draw()
            : Html.Empty;
    }
}
