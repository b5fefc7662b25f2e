namespace Omua.Testing;

/// <summary>What came of a kit.</summary>
/// <param name="Kit">The kit.</param>
/// <param name="Outcomes">One for each check that ran, in order.</param>
public sealed record KitReport(ConformanceKit Kit, IReadOnlyList<CheckOutcome> Outcomes)
{
    /// <summary>How many checks ended so.</summary>
    public int Count(CheckStatus status) => Outcomes.Count(outcome => outcome.Status == status);

    /// <summary>Whether checks ran and none failed.</summary>
    public bool IsKept => Outcomes.Count > 0 && Count(CheckStatus.Failed) == 0 && Count(CheckStatus.Passed) > 0;
}
