namespace Omua.Agents.Acting;

/// <summary>The task by which the host has approved changes written in the form of a platform. It writes nothing itself: the host does, after its guards.</summary>
internal static class ChangeFileTask
{
    public const string Kind = "change_file";

    public static TaskResult Execute(TaskSpec task, IReadOnlyList<PlatformFile> platforms)
    {
        var format = (string?)task.Parameters["format"] ?? "";
        var platform = platforms.FirstOrDefault(each => format.StartsWith(each.Formats, StringComparison.Ordinal))
            ?? throw new TaskRejectedException($"exports of the format '{format}' come from a platform that {task.AgentType} writes no file for");
        return TaskResult.Completed(task, platform.Write([.. task.Parameters["changes"]!.AsArray().Select(row => ChangeRow.Read(row!))]));
    }
}
