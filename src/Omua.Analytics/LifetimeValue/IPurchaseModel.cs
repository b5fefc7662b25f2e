namespace Omua.Analytics;

/// <summary>A model of how often customers buy while they are customers, and of when they cease to be. Time is in weeks.</summary>
public interface IPurchaseModel
{
    /// <summary>Name on the wire: <c>bg_nbd</c>.</summary>
    string Name { get; }

    /// <summary>The parameters by name.</summary>
    IReadOnlyDictionary<string, double> Parameters { get; }

    /// <summary>Log-likelihood of the histories that it was fitted to.</summary>
    double LogLikelihood { get; }

    /// <summary>Expected purchases of a customer in the coming weeks, given the history. Unit: purchases; 0 and more.</summary>
    double ExpectedPurchases(CustomerHistory history, double weeks);

    /// <summary>Probability that a customer is still one, given the history; 0 to 1.</summary>
    double ProbabilityAlive(CustomerHistory history);
}
