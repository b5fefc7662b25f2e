using System.Globalization;

namespace Omua.Agents.Watch;

/// <summary>Options of the agent that watches.</summary>
internal sealed record AnomalyAgentOptions : IValidated
{
    /// <summary>How far a day may lie from the days around it. Unit: robust standard deviations; range 2 to 20; default 4.</summary>
    public double Threshold { get; init; } = 4;

    /// <summary>Findings of one task; the result holds all. Range 1 to 1000; default 10.</summary>
    public int MaxFindings { get; init; } = 10;

    public IEnumerable<OptionFault> Validate()
    {
        if (Threshold is not (>= 2 and <= 20))
        {
            yield return new OptionFault("threshold", string.Create(CultureInfo.InvariantCulture, $"is {Threshold}; use 2 to 20"));
        }

        if (MaxFindings is < 1 or > 1000)
        {
            yield return new OptionFault("max_findings", string.Create(CultureInfo.InvariantCulture, $"is {MaxFindings}; use 1 to 1000"));
        }
    }
}
