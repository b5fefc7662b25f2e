namespace Omua.Analytics.Tests.Loading;

// Source of every figure: README.md of the reference data, "Figures to reproduce".
public sealed class ReferenceFiguresTests
{
    private static PerformanceDataset Only(LoadedData loaded) => Assert.IsType<PerformanceDataset>(Assert.Single(loaded.Datasets));

    [Fact]
    public async Task RollUp_OnlineAdvertising_GivesThePublishedFigures()
    {
        var dataset = Only(await ReferenceFolder.LoadAsync("online_advertising"));
        var report = Kpi.RollUp(dataset, new KpiQuery { By = ["campaign"] });

        Assert.Equal(15408, report.Totals.RowCount);
        Assert.Equal(239017725, report.Totals.Impressions);
        Assert.Equal(175192.9957, report.Totals.Cost);
        Assert.Equal(2492837, report.Totals.Clicks);
        Assert.Equal(276264.5621, report.Totals.Revenue!.Value, 4);
        Assert.Equal(651768, report.Totals.Conversions);
        Assert.Equal(32715622.4035, report.Totals.Further["post_click_sales"], 4);
        Assert.Equal(
            [("camp 1", 150688.5798, 230535.3563, 1.5299, 0.2380), ("camp 2", 17037.3496, 34890.4153, 2.0479, 1.2375), ("camp 3", 7467.0663, 10838.7905, 1.4515, 1.5189)],
            report.By.Select(row => (row.Key["campaign"], Math.Round(row.Figures.Cost!.Value, 4), Math.Round(row.Figures.Revenue!.Value, 4),
                Math.Round(row.Figures.Roas!.Value, 4), Math.Round(row.Figures.Cpa!.Value, 4))));
    }

    [Fact]
    public async Task LoadAsync_OnlineAdvertising_SaysWhatTheFileLacks()
    {
        var dataset = Only(await ReferenceFolder.LoadAsync("online_advertising"));

        Assert.Equal((15408L, 0L, 5L), (dataset.Quality.RowsRead, dataset.Quality.RowsRefused, dataset.Quality.Duplicates));
        Assert.Equal(("display_performance", "display", 91), (dataset.Format, dataset.Channel, dataset.Window!.Value.Days));
        Assert.True(dataset.IsYearAssumed);
        Assert.Empty(dataset.Quality.Gaps);
        Assert.Contains(dataset.Quality.Notes, note => note.Contains("year is not in the data", StringComparison.Ordinal));
        Assert.Throws<FaultException>(() => Kpi.RollUp(dataset, new KpiQuery { Grain = TimeGrain.Week }));
    }

    [Fact]
    public async Task RollUp_FacebookAds_GivesThePublishedFigures()
    {
        var dataset = Only(await ReferenceFolder.LoadAsync("facebook_ads"));
        var report = Kpi.RollUp(dataset, new KpiQuery { By = ["campaign"] });

        Assert.Equal((1143L, 213434828d, 38165d), (report.Totals.RowCount, report.Totals.Impressions, report.Totals.Clicks));
        Assert.Equal(58705.23, report.Totals.Cost!.Value, 2);
        Assert.Equal((3264d, 1079d), (report.Totals.Further["total_conversions"], report.Totals.Conversions));
        Assert.Equal(
            [("916", 6.2379), ("936", 15.8108), ("1178", 63.8327)],
            report.By.Select(row => (row.Key["campaign"], Math.Round(row.Figures.Cpa!.Value, 4))).OrderBy(pair => pair.Item2));
        Assert.Null(report.Totals.Roas);
        Assert.Contains(report.Notes, note => note.StartsWith("roas is null", StringComparison.Ordinal));
        Assert.False(dataset.Table.HasDays);
        Assert.Equal("paid_social", dataset.Channel);
    }

    [Fact]
    public async Task RollUp_GoogleAdsFolder_CountsTheSameSpendOnce()
    {
        var loaded = await ReferenceFolder.LoadAsync("exports/google_ads");
        var datasets = loaded.Datasets.OfType<PerformanceDataset>().ToList();
        var report = Kpi.RollUp(datasets, new KpiQuery { By = ["campaign"] });

        Assert.Equal(6, datasets.Count);
        Assert.Equal((16L, 1854d, 280d), (report.Totals.RowCount, report.Totals.Impressions, report.Totals.Clicks));
        Assert.Equal(231.33, report.Totals.Cost);
        Assert.Equal("Zj9yTjsXtiWREoWWkz3kww==", Assert.Single(report.By).Key["campaign"]);
        Assert.Equal(5, report.Notes.Count(note => note.Contains("another grain", StringComparison.Ordinal)));
        Assert.Equal("paid_search", datasets.Single(dataset => dataset.Format == "google_ads.campaign").Channel);
        Assert.Empty(loaded.Faults);
    }

    [Fact]
    public async Task RollUp_MetaAdsFolder_GivesThePublishedFiguresByCampaignName()
    {
        var loaded = await ReferenceFolder.LoadAsync("exports/meta_ads");
        var dataset = Only(loaded);
        var report = Kpi.RollUp(dataset, new KpiQuery { By = ["campaign"] });

        Assert.Equal((10L, 37275d, 149d), (report.Totals.RowCount, report.Totals.Impressions, report.Totals.Clicks));
        Assert.Equal(643.63, report.Totals.Cost);
        Assert.Contains(report.By, row => row.Key["campaign"] == "5RoYSnkKcNEVpe6XJiyHIw==");
        Assert.Contains(dataset.Quality.Notes, note => note.Contains("conversions is unknown", StringComparison.Ordinal));
        Assert.Equal("OMUA306", Assert.Single(loaded.Faults).Code);
    }

    [Fact]
    public async Task LoadAsync_AllReferenceData_FaultsWhatIsNoExportAndGoesOn()
    {
        var loaded = await ReferenceFolder.LoadAsync("");

        Assert.Equal(["performance", "paths", "transactions", "transactions", "experiment_units"], loaded.Datasets.Skip(8).Select(dataset => dataset.Kind));
        Assert.Contains(loaded.Faults, fault => fault.Code == "OMUA305" && fault.File!.EndsWith("combined_windows.json", StringComparison.Ordinal));
        Assert.Contains(loaded.Faults, fault => fault.Code == "OMUA306" && fault.File!.EndsWith("facebook_ads_account_history_data.csv", StringComparison.Ordinal));
    }
}
