using Omua.Analytics.Tests.Loading;

namespace Omua.Analytics.Tests;

/// <summary>The maths on the public data sets whose figures the reference data's README states.</summary>
public sealed class ReferenceBudgetTests
{
    private static async Task<PerformanceTable> TableAsync(string name) => (await ReferenceFolder.LoadAsync(name)).Datasets.OfType<PerformanceDataset>().First().Table;

    // README of the reference data: cost per approved conversion 916 6.2379; 936 15.8108; 1178 63.8327.
    [Fact]
    public async Task Waste_FacebookCampaigns_HasThePublishedCostPerConversion()
    {
        var report = Omua.Analytics.Waste.Find(await TableAsync("facebook_ads"), ["campaign"]);

        var cpa = report.Segments.ToDictionary(segment => segment.Key["campaign"], segment => Math.Round(segment.Cpa!.Value, 4));
        Assert.Equal((6.2379, 15.8108, 63.8327), (cpa["916"], cpa["936"], cpa["1178"]));
        Assert.Equal("1178", Assert.Single(report.Wasteful).Key["campaign"]);
    }

    [Fact]
    public async Task Allocate_FacebookWithoutDays_SumsToTheBudgetAndClaimsNoInterval()
    {
        var allocation = BudgetAllocation.Allocate(ResponseCurve.Fit(await TableAsync("facebook_ads"), ["campaign"]), 2000m);

        Assert.Equal(2000m, allocation.Groups.Sum(group => group.Amount));
        Assert.Null(allocation.Effect!.Low);
        Assert.All(allocation.Groups, group => Assert.Contains("not identified", group.Note, StringComparison.Ordinal));
    }

    // README of the reference data: ROAS by campaign 1.5299, 2.0479, 1.4515.
    [Fact]
    public async Task Allocate_OnlineAdvertising_SumsToTheBudgetOnThePublishedReturns()
    {
        var curves = ResponseCurve.Fit(await TableAsync("online_advertising"), ["campaign"]);
        var allocation = BudgetAllocation.Allocate(curves, 2000m);

        Assert.Equal([1.5299, 2.0479, 1.4515], curves.Select(curve => Math.Round(curve.AverageReturn, 4)));
        Assert.All(curves, curve => Assert.True(curve.IsIdentified, curve.Note));
        Assert.Equal(2000m, allocation.Groups.Sum(group => group.Amount));
        Assert.All(allocation.Groups, group => Assert.InRange(group.Amount, group.Lowest, group.Highest));
        Assert.Contains("no spend in the last", curves[1].Note, StringComparison.Ordinal);
    }
}
