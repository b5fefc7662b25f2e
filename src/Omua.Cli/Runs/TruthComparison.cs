namespace Omua.Cli.Runs;

/// <summary>An estimate beside the value that the simulated market really has.</summary>
/// <param name="Metric">What was estimated: <c>marginal_roas</c>.</param>
/// <param name="Subject">Of which campaign.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Estimate">What the run found; null where the data supports no estimate.</param>
/// <param name="Interval">Its interval, where there is one.</param>
/// <param name="Truth">What the market was built with.</param>
internal sealed record TruthComparison(string Metric, string Subject, string Unit, double? Estimate, Interval? Interval, double Truth)
{
    public string Figure => $"{Metric.Replace('_', ' ')} of {Subject}";

    /// <summary>Distance of the estimate from the truth, relative to the truth; null without an estimate or with a truth of zero.</summary>
    public double? RelativeError => Estimate is { } estimate && Truth != 0 ? (estimate - Truth) / Math.Abs(Truth) : null;

    public bool? IsInside => Interval?.Contains(Truth);
}
