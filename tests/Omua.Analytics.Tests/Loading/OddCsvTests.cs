using System.Text;

namespace Omua.Analytics.Tests.Loading;

/// <summary>What people's own tables look like.</summary>
public sealed class OddCsvTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<PerformanceDataset> LoadAsync(string text)
    {
        _folder.Write("table.csv", text);
        return await _folder.LoadOneAsync();
    }

    [Theory]
    [InlineData("1.234,56 €", 1234.56)]
    [InlineData("€ 1.234,56", 1234.56)]
    [InlineData("1 234,56", 1234.56)]
    [InlineData("1'234.56", 1234.56)]
    [InlineData("CHF 1'234.56", 1234.56)]
    [InlineData("1,234.56 USD", 1234.56)]
    [InlineData("R$ 1.234,56", 1234.56)]
    [InlineData("1.234,56 zł", 1234.56)]
    [InlineData("99,50 kr.", 99.5)]
    [InlineData("12.5%", 0.125)]
    [InlineData("-$5.00", -5)]
    [InlineData("($5.00)", -5)]
    public void NumberCell_AsPeopleWriteIt_IsRead(string cell, double value)
    {
        Assert.Equal(NumberState.Number, NumberCell.Read(Encoding.UTF8.GetBytes(cell), NumberCell.TellsDecimalComma(cell) == true, out var read));
        Assert.Equal(value, read, 1e-12);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("12 apples")]
    [InlineData("1.2.3")]
    [InlineData("--5")]
    [InlineData("5%%")]
    [InlineData("()")]
    public void NumberCell_NoNumber_IsNone(string cell) => Assert.Equal(NumberState.NotANumber, NumberCell.Read(Encoding.UTF8.GetBytes(cell), false, out _));

    [Theory]
    [InlineData("1 avr. 2025")]
    [InlineData("1. April 2025")]
    [InlineData("1 de abril de 2025")]
    [InlineData("2025年4月1日")]
    [InlineData("1 abr 2025")]
    [InlineData("01.04.2025")]
    [InlineData("Apr 1, 2025")]
    public void DateCell_InOtherLanguages_IsRead(string cell)
    {
        Assert.True(DateCell.TryRead(Encoding.UTF8.GetBytes(cell), false, out var day));
        Assert.Equal(new DateOnly(2025, 4, 1), DateOnly.FromDayNumber(day));
    }

    [Fact]
    public async Task SemicolonsDecimalCommasAndEuroSigns_AreRead()
    {
        var dataset = await LoadAsync("\uFEFFDatum;Kampagne;Impressionen;Klicks;Kosten;CTR\n01.04.2025;Marke;1.000;50;12,50 €;5,00 %\n02.04.2025;Marke;2.000;40;1.007,50 €;2,00 %\n;;;;;\n");
        var totals = Kpi.RollUp(dataset, new KpiQuery()).Totals;
        Assert.Equal((3000d, 90d, 1020d, "EUR"), (totals.Impressions, totals.Clicks, totals.Cost, totals.Currency));
        Assert.Equal((2L, 0L), (dataset.Quality.RowsRead, dataset.Quality.RowsRefused));
    }

    [Fact]
    public async Task DuplicateHeaders_TakeTheFirstAndSaySo()
    {
        var dataset = await LoadAsync("date,campaign,clicks,cost,clicks\n2025-04-01,a,10,5,99\n");
        Assert.Equal(10, Kpi.RollUp(dataset, new KpiQuery()).Totals.Clicks);
        Assert.Contains(dataset.Quality.Notes, note => note.Contains("same name (clicks)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TotalsAmongDatedRows_AreLeftOut()
    {
        var dataset = await LoadAsync("date,campaign,clicks,cost\n2025-04-01,a,10,5\n2025-04-01,b,20,6\n2025-04-01,Total,30,11\nGrand total,,30,11\n");
        Assert.Equal(11, Kpi.RollUp(dataset, new KpiQuery()).Totals.Cost);
        Assert.Contains("2 total row(s) were left out.", dataset.Quality.Notes);
    }

    [Fact]
    public async Task SeveralCurrenciesInCells_AreRefusedAsAWhole()
    {
        _folder.Write("table.csv", "date,campaign,clicks,cost\n2025-04-01,a,10,€5.00\n2025-04-02,a,10,£5.00\n");
        var loaded = await _folder.LoadAsync();
        Assert.Empty(loaded.Datasets);
        Assert.Equal(FaultCodes.MixedCurrencies, Assert.Single(loaded.Faults).Code);
    }

    [Fact]
    public async Task HourlyRows_SumToTheirDay()
    {
        var dataset = await LoadAsync("date,campaign,clicks,cost\n2025-04-01 05:00,a,10,5\n2025-04-01 06:00,a,10,5\n2025-04-02 05:00,a,1,1\n");
        Assert.Equal([10d, 1d], Kpi.RollUp(dataset, new KpiQuery { Grain = TimeGrain.Day }).By.Select(row => row.Figures.Cost!.Value));
        Assert.Contains(dataset.Quality.Notes, note => note.Contains("hours", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NamesOfTheTablesOwn_AreTakenWhereOneColumnCanBeMeant()
    {
        var dataset = await LoadAsync("id,c_date,campaign_name,impressions,mark_spent,clicks,region,orders\n1,2025-04-01,a,100,5,10,north,2\n2,2025-04-02,a,200,6,20,south,3\n");
        var totals = Kpi.RollUp(dataset, new KpiQuery()).Totals;
        Assert.Equal((11d, 5d, 30d), (totals.Cost, totals.Conversions, totals.Clicks));
        Assert.Equal(new DateOnly(2025, 4, 2), dataset.Window!.Value.To);
        Assert.Contains(dataset.Quality.Notes, note => note.StartsWith("Column mark_spent was taken for cost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AColumnThatOnlySoundsLikeMoney_IsLeftAlone()
    {
        var dataset = await LoadAsync("date,campaign,impressions,clicks,cost center\n2025-04-01,a,100,10,north\n2025-04-02,b,200,20,south\n");
        Assert.False(dataset.Table.HasMeasure(MeasureNames.Cost));
        Assert.Equal((2L, 0L), (dataset.Quality.RowsRead, dataset.Quality.RowsRefused));
    }

    [Fact]
    public async Task AColumnThatOnlyLooksLikeADay_IsNoDay()
    {
        var dataset = await LoadAsync("Tag,campaign,clicks,cost\nspring,a,10,5\nsummer,b,20,6\n");
        Assert.False(dataset.Table.HasDays);
        Assert.Equal((2L, 11d), (dataset.Quality.RowsRead, Kpi.RollUp(dataset, new KpiQuery()).Totals.Cost));
    }
}
