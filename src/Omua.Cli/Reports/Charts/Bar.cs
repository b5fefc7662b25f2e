namespace Omua.Cli.Reports.Charts;

/// <summary>One bar.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Value">Its length; null draws none and says so.</param>
/// <param name="Text">The value as people read it.</param>
internal sealed record Bar(string Label, double? Value, string Text)
{
    /// <summary>Drawn as a whisker where there is one.</summary>
    public Interval? Interval { get; init; }

    /// <summary>A further value to mark on the bar, such as the truth of a simulation.</summary>
    public double? Mark { get; init; }
}
