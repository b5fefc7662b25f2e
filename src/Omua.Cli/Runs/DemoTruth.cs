using Omua.Analytics;

namespace Omua.Cli.Runs;

/// <summary>Holds what a run found on a simulated market against what the market was built with.</summary>
internal static class DemoTruth
{
    /// <summary>Every estimate about a single campaign that a finding or a proposal rests on and whose true value is known, once each.</summary>
    public static IReadOnlyList<TruthComparison> Compare(RunRecord run, MarketTruth truth)
    {
        var evidence = run.Proposals.SelectMany(proposal => proposal.Evidence).Concat(run.Findings.SelectMany(finding => finding.Evidence));
        return
        [
            .. evidence.Where(CoversTheWholeWindow(truth)).Select(one => Compare(one, truth)).OfType<TruthComparison>()
                .DistinctBy(one => one.Figure).OrderBy(one => one.Figure, StringComparer.Ordinal),
        ];
    }

    // A figure of some days is not about the market as a whole.
    private static Func<Evidence, bool> CoversTheWholeWindow(MarketTruth truth) => one => one.Window is null || one.Window == truth.Window;

    private static TruthComparison? Compare(Evidence evidence, MarketTruth truth)
    {
        var others = evidence.Rows.Keys.Except([DimensionNames.Campaign, DimensionNames.Channel, DimensionNames.Currency], StringComparer.Ordinal);
        if (others.Any() || !evidence.Rows.TryGetValue(DimensionNames.Campaign, out var name) || truth.Campaigns.FirstOrDefault(each => each.Campaign == name) is not { } campaign)
        {
            return null;
        }

        double? value = evidence.Metric switch
        {
            "roas" => campaign.Roas,
            "cpa" => campaign.Cpa,
            "marginal_roas" or "marginal_return" => campaign.MarginalRoas,
            "elasticity" or "exponent" => campaign.Elasticity,
            _ => null,
        };
        return value is { } known ? new TruthComparison(evidence.Metric, name, evidence.Unit, evidence.Value, evidence.Interval, known) : null;
    }
}
