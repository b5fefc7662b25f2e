using System.Globalization;

namespace Omua.Agents.Budgets;

/// <summary>Options of the budget agent.</summary>
internal sealed record BudgetOptions : IValidated
{
    /// <summary>Largest move of one campaign up or down from its share. Unit: share of its baseline; range 0 to 1; default 0.2.</summary>
    public double MaxStep { get; init; } = 0.2;

    /// <summary>How sure it must be that a campaign without a measured marginal return is above or below all others before it is moved. Unit: probability; range 0.5 to 1; default 0.95.</summary>
    public double Certainty { get; init; } = 0.95;

    /// <summary>Fewest days with spend for a response curve. Unit: days; range 14 to 3650; default 28.</summary>
    public int MinDays { get; init; } = 28;

    /// <summary>Resamples behind each interval. Unit: draws; range 100 to 10000; default 400.</summary>
    public int Draws { get; init; } = 400;

    /// <summary>Last days whose mean spend is the current one, for runs that repeat on a long window. Unit: days, 0 takes the whole window; range 0 to 3650; default 0.</summary>
    public int CurrentDays { get; init; }

    /// <summary>Whether elasticities of three and more campaigns are drawn toward their mean, for windows of weeks in which each alone is unsure. Default false.</summary>
    public bool ShareElasticity { get; init; }

    /// <summary>Quantile of what its return may be that a campaign with little data is tried on. Unit: share, 0 tries none; range 0 or 0.5 to 0.99; default 0.</summary>
    public double Exploration { get; init; }

    public IEnumerable<OptionFault> Validate()
    {
        if (MaxStep is not (>= 0 and <= 1))
        {
            yield return new OptionFault("max_step", string.Create(CultureInfo.InvariantCulture, $"is {MaxStep}; use 0 to 1"));
        }

        if (Certainty is not (>= 0.5 and <= 1))
        {
            yield return new OptionFault("certainty", string.Create(CultureInfo.InvariantCulture, $"is {Certainty}; use 0.5 to 1"));
        }

        if (MinDays is < 14 or > 3650)
        {
            yield return new OptionFault("min_days", $"is {MinDays}; use 14 to 3650");
        }

        if (Draws is < 100 or > 10_000)
        {
            yield return new OptionFault("draws", $"is {Draws}; use 100 to 10000");
        }

        if (CurrentDays is < 0 or > 3650)
        {
            yield return new OptionFault("current_days", $"is {CurrentDays}; use 0 to 3650");
        }

        if (Exploration is not (0 or (>= 0.5 and <= 0.99)))
        {
            yield return new OptionFault("exploration", string.Create(CultureInfo.InvariantCulture, $"is {Exploration}; use 0, or 0.5 to 0.99"));
        }
    }
}
