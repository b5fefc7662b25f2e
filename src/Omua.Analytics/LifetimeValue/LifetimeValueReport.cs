namespace Omua.Analytics;

/// <summary>What customers were worth, and what they are expected to be worth.</summary>
public sealed record LifetimeValueReport
{
    /// <summary>The model, fitted to the calibration period: its parameters are those that the holdout judges.</summary>
    public required IPurchaseModel Model { get; init; }

    /// <summary>The same model, fitted to all days; the forecast is its.</summary>
    public required IPurchaseModel Forecast { get; init; }

    /// <summary>What customers spend at a purchase; null where too few came again, or amounts are unknown.</summary>
    public GammaGamma? Spend { get; init; }

    /// <summary>How the model fared on the days that it had not seen.</summary>
    public required HoldoutValidation Holdout { get; init; }

    /// <summary>Acquired customers by group, most first.</summary>
    public required IReadOnlyList<CohortValue> Cohorts { get; init; }

    /// <summary>Weeks that value is foretold for.</summary>
    public required double HorizonWeeks { get; init; }

    /// <summary>What a reader must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
