namespace Omua.Cli.Reports.Charts;

/// <summary>When a task ran, measured from the start of the run.</summary>
internal sealed record TimelineTask(string Label, TaskStatus Status, TimeSpan? Start, TimeSpan? End);
