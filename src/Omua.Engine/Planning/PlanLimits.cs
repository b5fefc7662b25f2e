namespace Omua.Engine.Planning;

/// <summary>How large a plan may be.</summary>
/// <param name="Tasks">Tasks of a run, those included that join it later.</param>
/// <param name="Depth">Tasks on the longest path.</param>
internal sealed record PlanLimits(int Tasks, int Depth)
{
    public static PlanLimits Usual { get; } = new(10_000, 1_000);
}
