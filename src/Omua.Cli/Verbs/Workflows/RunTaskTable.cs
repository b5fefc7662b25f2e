using System.Globalization;
using Omua.Cli.Shell;
using Omua.Engine.Deciding;
using Omua.Engine.Journal;

namespace Omua.Cli.Verbs.Workflows;

/// <summary>The tasks of a run, as the fold over its journal has them.</summary>
internal static class RunTaskTable
{
    public static TextTable Of(RunState run)
    {
        var table = new TextTable("task", "status", "attempts", "seconds", "error");
        foreach (var task in run.Tasks.All)
        {
            var seconds = task.CompletedAt - task.StartedAt is { } took ? took.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) : "";
            table.Add(task.Spec.Id, task.IsWaitingForAnswer ? "needs approval" : WireNames.Of(task.Status), task.Attempts.ToString(CultureInfo.InvariantCulture), seconds, task.IsWaitingForAnswer ? task.Spec.Approval! : task.Error ?? "");
        }

        return table;
    }
}
