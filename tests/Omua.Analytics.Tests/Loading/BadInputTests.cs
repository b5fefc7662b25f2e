using System.Text;

namespace Omua.Analytics.Tests.Loading;

public sealed class BadInputTests : IDisposable
{
    private const string Header = "date,campaign,impressions,clicks,cost,conversions,revenue\n";
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LoadAsync_MissingPath_IsAFault()
    {
        var loaded = await DatasetLoader.LoadAsync(Path.Combine(_folder.Path, "absent"), new LoadOptions(), CancellationToken.None);
        Assert.Equal(FaultCodes.DataNotFound, Assert.Single(loaded.Faults).Code);
    }

    [Fact]
    public async Task LoadAsync_FilesThatCannotBeUsed_AreFaultsAndTheRestGoesOn()
    {
        _folder.Write("a_empty.csv", "");
        _folder.Write("b_header.csv", Header);
        _folder.Write("c_binary.csv", [1, 0, 2, 0, 0, 7]);
        _folder.Write("d_prose.txt", "Dear all,\nplease find the figures below, as ever.\n");
        _folder.Write("e_good.csv", Header + "2025-01-01,a,10,1,2.5,1,4\n");
        _folder.Write("f_torn.csv.gz", Gzip(Header + string.Concat(Enumerable.Range(0, 5000).Select(row => $"2025-01-01,a{row * 7919},10,1,2.5,1,4\n")))[..4000]);

        var loaded = await _folder.LoadAsync();

        Assert.Equal("e_good", Assert.Single(loaded.Datasets).Name);
        Assert.Equal(
            [FaultCodes.DataEmpty, FaultCodes.DataWithoutRows, FaultCodes.NotAnExport, FaultCodes.NotAnExport, FaultCodes.DataUnreadable],
            loaded.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public async Task LoadAsync_GzipAndItsPlainTwin_AreCountedOnce()
    {
        _folder.Write("a.csv", Header + "2025-01-01,a,10,1,2.5,1,4\n");
        _folder.Write("b.csv.gz", Gzip(Header + "2025-01-01,a,10,1,2.5,1,4\n"));

        var quality = (await _folder.LoadOneAsync()).Quality;

        Assert.Equal(1, quality.RowsRead);
        Assert.Single(quality.RepeatedFiles);
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    [Fact]
    public async Task LoadAsync_BadRows_AreRefusedWithLineAndReason()
    {
        _folder.Write("rows.csv", Header
            + "2025-01-01,a,10,1,2.5,1,4\n"
            + "2025-01-02,a,10,1\n"
            + "2025-01-03,a,10,1,-2.5,1,4\n"
            + "2025-01-04,a,ten,1,2.5,1,4\n"
            + "2025-01-05,a,NaN,1,2.5,1,4\n"
            + "2025-02-30,a,10,1,2.5,1,4\n"
            + "2025-01-07,\"a,10,1,2.5,1,4\n"
            + "2025-01-08,a,10,1,1e999,1,4\n"
            + "2025-01-09," + new string('x', 70000) + ",10,1,2.5,1,4\n"
            + "2025-01-10,a,1,5,2.5,1,4\n");

        var quality = (await _folder.LoadOneAsync()).Quality;

        Assert.Equal((2L, 8L), (quality.RowsRead, quality.RowsRefused));
        Assert.Equal([3L, 4, 5, 6, 7, 8, 9, 10], quality.Refused.Select(row => row.Line));
        Assert.Contains("4 fields where the header has 7", quality.Refused[0].Reason, StringComparison.Ordinal);
        Assert.Contains("cost is '-2.5'", quality.Refused[1].Reason, StringComparison.Ordinal);
        Assert.Contains("not a finite number", quality.Refused[3].Reason, StringComparison.Ordinal);
        Assert.Contains("no date", quality.Refused[4].Reason, StringComparison.Ordinal);
        Assert.Contains("quote", quality.Refused[5].Reason, StringComparison.Ordinal);
        Assert.Contains(quality.Notes, note => note.Contains("more clicks than impressions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadAsync_TwoCurrencies_AreKeptApart()
    {
        _folder.Write("money.csv", "Campaign,Day,Cost,Impr.,Clicks,Currency code\na,2025-01-01,5,100,10,USD\na,2025-01-01,7,100,10,EUR\n");

        var report = Kpi.RollUp(await _folder.LoadOneAsync(), new KpiQuery { By = ["campaign"] });

        Assert.Null(report.Totals.Cost);
        Assert.Equal(200, report.Totals.Impressions);
        Assert.Equal([("EUR", 7d), ("USD", 5d)], report.TotalsByCurrency.Select(row => (row.Key["currency"], row.Figures.Cost!.Value)));
        Assert.Equal(2, report.By.Count);
    }

    [Fact]
    public async Task LoadAsync_SameContentTwice_IsCountedOnce()
    {
        _folder.Write("a.csv", Header + "2025-01-01,a,10,1,2.5,1,4\n");
        var copy = _folder.Write("sub/b.csv", Header + "2025-01-01,a,10,1,2.5,1,4\n");

        var quality = (await _folder.LoadOneAsync()).Quality;

        Assert.Equal(1, quality.RowsRead);
        Assert.Equal([copy], quality.RepeatedFiles);
    }

    [Fact]
    public async Task LoadAsync_NamesThatOtherProgramsInterpret_ComeThroughUnchanged()
    {
        _folder.Write("names.csv", Header + "2025-01-01,[red,10,1,2.5,1,4\n2025-01-01,\"=HYPERLINK(\"\"x\"\",1)\",10,1,2.5,1,4\n2025-01-01,\"two\nlines\",10,1,2.5,1,4\n2025-01-01,b,1,1\n");

        var dataset = await _folder.LoadOneAsync();

        Assert.Equal(["[red", "=HYPERLINK(\"x\",1)", "two\nlines"], dataset.Table.Values("campaign"));
        Assert.Equal(6, Assert.Single(dataset.Quality.Refused).Line);
    }

    [Fact]
    public async Task LoadAsync_TableOfThePlatformsOwnPage_IsRead()
    {
        var text = "Campaign report\nJanuary 1, 2025 - January 2, 2025\nCampaign\tDay\tCost\tImpr.\tClicks\tConversions\tConv. value\tCurrency code\n"
            + "a\t2025-01-01\t1,234.50\t\"12,345\"\t10\t --\t0.00\tUSD\nTotal: Campaigns\t --\t1,234.50\t12,345\t10\t0\t0\tUSD\n";
        _folder.Write("table.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]);

        var dataset = await _folder.LoadOneAsync();

        Assert.Equal((1234.5, 12345d), (dataset.Table.Measure("cost")[0], dataset.Table.Measure("impressions")[0]));
        Assert.Equal((1L, 0L), (dataset.Quality.RowsRead, dataset.Quality.RowsRefused));
        Assert.Contains("1 total row(s) were left out.", dataset.Quality.Notes);
        Assert.Equal(["USD"], dataset.Quality.Currencies);
    }

    [Fact]
    public async Task LoadAsync_MetaTableWithCurrencyInTheHeader_IsRead()
    {
        _folder.Write("meta.csv", "Campaign name,Amount spent (EUR),Impressions,Link clicks,Results,Reporting starts,Reporting ends\na,1.5,10,2,1,2025-01-01,2025-01-01\n,1.5,10,2,1,2025-01-01,2025-01-01\n");

        var dataset = await _folder.LoadOneAsync();

        Assert.Equal(1, dataset.Table.RowCount);
        Assert.Equal(["EUR"], dataset.Quality.Currencies);
        Assert.Equal(1.5, dataset.Table.Measure("cost")[0]);
    }

    [Fact]
    public async Task LoadAsync_DecimalComma_IsReadWhereTheFileTells()
    {
        _folder.Write("comma.csv", "campaign;date;cost;impressions;clicks\na;31.01.2025;1.234,50;1.200;3\n");

        var table = (await _folder.LoadOneAsync()).Table;

        Assert.Equal((1234.5, 1200d), (table.Measure("cost")[0], table.Measure("impressions")[0]));
        Assert.Equal(new DateOnly(2025, 1, 31).DayNumber, table.Days[0]);
    }

    [Fact]
    public async Task LoadAsync_DatesThatReadTwoWays_AreAFault()
    {
        _folder.Write("dates.csv", "campaign,date,cost,clicks\na,03/04/2025,1,1\n");
        Assert.Equal(FaultCodes.AmbiguousDates, Assert.Single((await _folder.LoadAsync()).Faults).Code);
        Assert.Equal(new DateOnly(2025, 4, 3), (await _folder.LoadAsync(new LoadOptions { DayFirst = true })).Datasets[0].Window!.Value.From);
    }

    [Fact]
    public async Task LoadAsync_DaysWithoutRows_AreGaps()
    {
        _folder.Write("gaps.csv", Header + "2025-01-01,a,10,1,2.5,1,4\n2025-01-04,a,10,1,2.5,1,4\n");
        Assert.Equal("2025-01-02..2025-01-03", Assert.Single((await _folder.LoadOneAsync()).Quality.Gaps).ToString());
    }

    [Fact]
    public async Task RollUp_UnknownDimension_ListsTheOnesThatExist()
    {
        _folder.Write("one.csv", Header + "2025-01-01,a,10,1,2.5,1,4\n");
        var dataset = await _folder.LoadOneAsync();
        var fault = Assert.Throws<FaultException>(() => Kpi.RollUp(dataset, new KpiQuery { By = ["campain"] })).Faults[0];
        Assert.Equal((FaultCodes.UnknownDimension, "Use one of: campaign."), (fault.Code, fault.Fix));
    }
}
