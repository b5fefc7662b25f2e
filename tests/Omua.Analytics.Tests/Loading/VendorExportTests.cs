using System.Text;

namespace Omua.Analytics.Tests.Loading;

/// <summary>
/// Files synthesised here in the shape that each platform documents (the format's own file names the page): no platform's real export may be redistributed. Figures are ours, so that sums are known.
/// </summary>
public sealed class VendorExportTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<PerformanceDataset> LoadAsync(string text, Encoding? encoding = null)
    {
        _folder.Write("export.csv", encoding is null ? Encoding.UTF8.GetBytes(text) : [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
        return await _folder.LoadOneAsync();
    }

    private static void Holds(PerformanceDataset dataset, string format, string? channel, double impressions, double clicks, double cost, double? conversions, double? revenue = null, string? currency = null)
    {
        var totals = Kpi.RollUp(dataset, new KpiQuery()).Totals;
        Assert.Equal((format, channel), (dataset.Format, dataset.Channel));
        Assert.Equal(0, dataset.Quality.RowsRefused);
        Assert.Equal((impressions, clicks, cost, conversions, revenue, currency), (totals.Impressions, totals.Clicks, totals.Cost, totals.Conversions, totals.Revenue, totals.Currency));
    }

    [Fact]
    public async Task TikTok_Interface_ReadsDestinationClicksAndLeavesTheTotalOut() => Holds(
        await LoadAsync("""
            Campaign name,By Day,Cost,Impressions,Clicks (all),Clicks (destination),CTR (destination),Conversions,Currency
            Summer,2025-04-01,"1,250.50",10000,220,200,2.00%,12,USD
            Summer,2025-04-02,749.50,8000,150,130,1.63%,8,USD
            Total of 2 results,-,"2,000.00",18000,370,330,1.83%,20,USD
            """), "tiktok_ads.interface", "paid_social", 18000, 330, 2000, 20, null, "USD");

    [Fact]
    public async Task TikTok_Api_ReadsTheDay() => Holds(
        await LoadAsync("campaign_id,campaign_name,stat_time_day,spend,impressions,clicks,conversion,total_purchase_value\n17,Summer,2025-04-01 00:00:00,10.5,1000,20,2,40\n"), "tiktok_ads.api", "paid_social", 1000, 20, 10.5, 2, 40);

    [Fact]
    public async Task Microsoft_Api_PassesPreambleTotalAndOwnerOver()
    {
        var dataset = await LoadAsync("""
            "Report Name: Campaign","","",""
            "Report Time: 4/1/2025 - 4/2/2025","","",""
            "Time Zone: UTC","","",""
            "Report Aggregation: Daily","","",""

            "TimePeriod","CampaignName","CampaignType","CurrencyCode","Impressions","Clicks","Ctr","Spend","Conversions","Revenue"
            "2025-04-01","Brand","Search & content","EUR","1,000","50","5.00%","25.50","5","100.00"
            "2025-04-02","Shop","Audience","EUR","500","10","2.00%","4.50","1","20.00"
            "Total","","","","1,500","60","","30.00","6","120.00"

            "©2025 Microsoft Corporation. All rights reserved."
            """);
        Holds(dataset, "microsoft_ads.api", null, 1500, 60, 30, 6, 120, "EUR");
        Assert.Equal(["paid_search", "display"], dataset.Table.Values("channel"));
    }

    [Fact]
    public async Task LinkedIn_Interface_ReadsUtf16WithTabsBelowItsPreamble() => Holds(
        await LoadAsync(
            "Campaign Performance Report (in UTC)\nReport Start: April 1, 2025, 12:00 AM\nReport End: April 2, 2025, 11:59 PM\nDate Generated: April 3, 2025, 9:00 AM\n\n"
            + "Start Date (in UTC)\tAccount Name\tCurrency\tCampaign Group Name\tCampaign Name\tTotal Spent\tImpressions\tClicks\tConversions\tTotal Conversion Value\n"
            + "04/01/2025\tAcme\tUSD\tLeads\tCTOs\t120.25\t3000\t40\t3\t600\n04/13/2025\tAcme\tUSD\tLeads\tCFOs\t79.75\t2000\t20\t1\t200\n", Encoding.Unicode),
        "linkedin_ads.interface", "paid_social", 5000, 60, 200, 4, 800, "USD");

    [Fact]
    public async Task LinkedIn_Api_ReadsLocalCurrency() => Holds(
        await LoadAsync("day,campaign_id,cost_in_local_currency,impressions,clicks,external_website_conversions\n2025-04-01,5,12.5,100,4,1\n"), "linkedin_ads.api", "paid_social", 100, 4, 12.5, 1);

    [Fact]
    public async Task Snapchat_Interface_ReadsSwipeUps() => Holds(
        await LoadAsync("Campaign Name,Ad Set Name,Start Time,End Time,Amount Spent (USD),Paid Impressions,Swipe Ups,Purchases,Purchases Value\nLaunch,18-24,2025-04-01,2025-04-01,55.20,9000,130,4,160\nLaunch,25-34,2025-04-02,2025-04-02,44.80,8000,110,3,120\n"),
        "snapchat_ads.interface", "paid_social", 17000, 240, 100, 7, 280, "USD");

    [Fact]
    public async Task Snapchat_Api_ReadsMicros() => Holds(
        await LoadAsync("date_hour,campaign_id,impressions,swipes,spend,conversion_purchases,conversion_purchases_value\n2025-04-01 05:00:00,a,100,5,1500000,1,30000000\n2025-04-01 06:00:00,a,200,6,2500000,0,0\n"), "snapchat_ads.api", "paid_social", 300, 11, 4, 1, 30);

    [Fact]
    public async Task Pinterest_Interface_ReadsOutboundClicks() => Holds(
        await LoadAsync("Date,Campaign name,Ad group name,Spend in account currency,Impressions,Pin clicks,Outbound clicks,Total conversions (Checkout),Total order value (Checkout)\n2025-04-01,Home,Kitchen,30,4000,60,25,2,90\n"),
        "pinterest_ads.interface", "paid_social", 4000, 25, 30, 2, 90);

    [Fact]
    public async Task Pinterest_Api_ReadsMicros() => Holds(
        await LoadAsync("DATE,CAMPAIGN_ID,CAMPAIGN_NAME,SPEND_IN_MICRO_DOLLAR,PAID_IMPRESSION,OUTBOUND_CLICK_1,TOTAL_CHECKOUT,TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR\n2025-04-01,7,Home,30250000,4000,25,2,90000000\n"),
        "pinterest_ads.api", "paid_social", 4000, 25, 30.25, 2, 90);

    [Fact]
    public async Task Reddit_Interface_ReadsTheCurrencyOfItsHeader() => Holds(
        await LoadAsync("Date,Campaign Name,Ad Group Name,Amount Spent (EUR),Impressions,Clicks,eCPM (EUR),CPC (EUR),CTR\n2025-04-01,Launch,gaming,12.34,5000,40,2.47,0.31,0.80%\n"), "reddit_ads.interface", "paid_social", 5000, 40, 12.34, null, null, "EUR");

    [Fact]
    public async Task Reddit_Api_ReadsMicros() => Holds(
        await LoadAsync("account_id,campaign_id,date,clicks,ecpm,impressions,spend,comments_page_views\nt2_a,9,2025-04-01,40,2.47,5000,12340000,3\n"), "reddit_ads.api", "paid_social", 5000, 40, 12.34, null);

    [Fact]
    public async Task AppleSearchAds_SeveralWindows_TakesOneAndKeepsTheOthersApart()
    {
        var dataset = await LoadAsync("Day,Campaign Name,Ad Group Name,Keyword,Spend (USD),Impressions,Taps,Installs (Tap-Through),Installs (View-Through),Installs (Total),New Downloads (Tap-Through)\n2025-04-01,US,Exact,maps,$12.50,900,30,10,4,14,8\n");
        Holds(dataset, "apple_search_ads", "paid_search", 900, 30, 12.5, 10, null, "USD");
        Assert.Equal(14, dataset.Table.Measure("installs_total")[0]);
        Assert.Contains(dataset.Quality.Notes, note => note.Contains("'Installs (Total)'", StringComparison.Ordinal) && note.Contains("never added", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Amazon_Console_ReadsSevenDays() => Holds(
        await LoadAsync("Date,Portfolio name,Currency,Campaign Name,Impressions,Clicks,Click-Thru Rate (CTR),Cost Per Click (CPC),Spend,7 Day Total Sales,Total Advertising Cost of Sales (ACOS),7 Day Total Orders (#),7 Day Total Units (#)\n\"Apr 1, 2025\",Kitchen,GBP,Pans,1200,30,2.5%,£0.50,£15.00,£60.00,25%,3,4\n"),
        "amazon_ads.console", "retail_media", 1200, 30, 15, 3, 60, "GBP");

    [Fact]
    public async Task Amazon_Api_ReadsSevenDays() => Holds(
        await LoadAsync("date,campaignName,campaignId,campaignBudgetCurrencyCode,impressions,clicks,cost,purchases1d,purchases7d,purchases14d,sales7d,sales14d\n2025-04-01,Pans,5,USD,1200,30,15,2,3,4,60,80\n"), "amazon_ads.api", "retail_media", 1200, 30, 15, 3, 60, "USD");

    [Fact]
    public async Task AppsFlyer_Aggregate_NamesItsSourcesAsChannels()
    {
        var dataset = await LoadAsync("Date,Agency/PMD (af_prt),Media Source (pid),Campaign (c),Impressions,Clicks,CTR,Installs,Conversion Rate,Sessions,Loyal Users,Total Revenue,Total Cost,ROI,ARPU,Average eCPI\n2025-04-01,None,Facebook Ads,Launch,5000,100,2%,20,20%,60,9,55.5,40,38%,2.8,2\n2025-04-01,None,Organic,None,0,0,0,30,0,90,12,70,0,0,2.3,0\n");
        Holds(dataset, "appsflyer", null, 5000, 100, 40, 50, 125.5);
        Assert.Equal(["Facebook Ads", "Organic"], dataset.Table.Values("channel"));
    }

    [Fact]
    public async Task Adjust_Report_ReadsSlugs() => Holds(
        await LoadAsync("day,app,network,campaign_network,country_code,impressions,clicks,installs,network_cost,all_revenue\n2025-04-01,Acme,TikTok,Launch,de,5000,100,20,40,55.5\n"), "adjust", "TikTok", 5000, 100, 40, 20, 55.5);

    [Fact]
    public async Task Meta_InterfaceInGerman_ReadsLocalisedNamesDatesAndNumbers() => Holds(
        await LoadAsync("Berichtsstart;Berichtsende;Kampagnenname;Impressionen;Link-Klicks;Ausgegebener Betrag (EUR);Käufe\n01.04.2025;01.04.2025;Frühling;12.000;140;1.234,56;7\n02.04.2025;02.04.2025;;12.000;140;1.234,56;7\n".Replace("Link-Klicks", "Link clicks", StringComparison.Ordinal)),
        "meta_ads.interface", "paid_social", 12000, 140, 1234.56, 7, null, "EUR");

    [Fact]
    public async Task Meta_RowsOfAWholeMonth_CarryNoDay()
    {
        var dataset = await LoadAsync("Reporting starts,Reporting ends,Campaign name,Impressions,Link clicks,Amount spent (USD),Results,Result indicator\n2025-04-01,2025-04-30,A,100,10,5,1,lead\n2025-04-01,2025-04-30,B,200,20,6,2,purchase\n");
        Assert.False(dataset.Table.HasDays);
        Assert.Contains(dataset.Quality.Notes, note => note.Contains("all days of the export at once", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Google_InterfaceInFrench_ReadsPreambleTotalsAndCampaignTypes()
    {
        var dataset = await LoadAsync(
            "Rapport sur les campagnes\n1 avr. 2025 - 2 avr. 2025\nJour\tCampagne\tCampaign type\tCode de la devise\tCoût\tImpr.\tClics\tConversions\tValeur de conv.\n"
            + "1 avr. 2025\tMarque\tSearch\tEUR\t12,50\t1 000\t50\t3,00\t90,00\n2 avr. 2025\tMarque\tSearch\tEUR\t7,50\t2 000\t40\t2,00\t60,00\nTotal : campagnes\t\t\tEUR\t20,00\t3 000\t90\t5,00\t150,00\n".Replace("Total : campagnes", "Total: campagnes", StringComparison.Ordinal), Encoding.Unicode);
        Holds(dataset, "google_ads.interface", "paid_search", 3000, 90, 20, 5, 150, "EUR");
        Assert.Equal(new DateOnly(2025, 4, 2), dataset.Window!.Value.To);
    }

    [Fact]
    public async Task TwoPlatforms_ConversionsAreAddedWithAWordOfWarning()
    {
        _folder.Write("a.csv", "Date,Campaign Name,Ad Group Name,Amount Spent (EUR),Impressions,Clicks,eCPM (EUR),Purchases\n2025-04-01,Launch,gaming,10,5000,40,2,3\n");
        _folder.Write("b.csv", "campaign_name,stat_time_day,spend,impressions,clicks,conversion\nSummer,2025-04-01,20,1000,20,2\n");
        var report = Kpi.RollUp([.. (await _folder.LoadAsync()).Datasets.OfType<PerformanceDataset>()], new KpiQuery());
        Assert.Equal(5, report.Totals.Conversions);
        Assert.Contains(report.Notes, note => note.Contains("each claim for themselves", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OnePlatformAtTwoGrains_IsCountedOnce()
    {
        _folder.Write("ads.csv", "campaign_name,ad_name,stat_time_day,spend,impressions,clicks,conversion\nSummer,x,2025-04-01,15,700,14,1\nSummer,y,2025-04-01,5,300,6,1\n");
        _folder.Write("campaigns.csv", "campaign_name,stat_time_day,spend,impressions,clicks,conversion\nSummer,2025-04-01,20,1000,20,2\n");
        var datasets = (await _folder.LoadAsync()).Datasets.OfType<PerformanceDataset>().ToList();
        Assert.Equal(20, Kpi.RollUp(datasets, new KpiQuery()).Totals.Cost);
        Assert.Equal("campaigns", datasets.Single(dataset => dataset.Name == "ads").SameSpendAs);
    }
}
