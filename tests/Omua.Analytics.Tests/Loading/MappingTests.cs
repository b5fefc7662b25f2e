namespace Omua.Analytics.Tests.Loading;

public sealed class MappingTests : IDisposable
{
    private const string Shop = "Bericht Shop\nStichtag;Aktion;Land;Einblendungen;Klickzahl;Ausgaben in Cent;Bestellungen;Klickrate\n01.04.2025;Frühling;DE;1.000;50;1.250;5;5,0 %\n02.04.2025;Sommer;AT;2.000;40;750;3;2,0 %\n";
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static ColumnMapping Mapping(params (string Role, string Column)[] columns) => new()
    {
        Files = "shop*.csv", Columns = columns.ToDictionary(pair => pair.Role, pair => pair.Column), Divide = new Dictionary<string, double> { ["cost"] = 100 }, Currency = "EUR", Channel = "paid_social",
    };

    [Fact]
    public async Task LoadAsync_Mapped_ReadsWhatThePersonSaid()
    {
        _folder.Write("shop_april.csv", Shop);
        var mapping = Mapping(("date", "Stichtag"), ("campaign", "Aktion"), ("country", "land"), ("impressions", "Einblendungen"), ("clicks", "Klickzahl"), ("cost", "Ausgaben in Cent"), ("conversions", "Bestellungen"));

        var dataset = Assert.IsType<PerformanceDataset>(Assert.Single((await _folder.LoadAsync(new LoadOptions { Mappings = [mapping] })).Datasets));

        var totals = Kpi.RollUp(dataset, new KpiQuery()).Totals;
        Assert.Equal((3000d, 90d, 20d, 8d, "EUR"), (totals.Impressions, totals.Clicks, totals.Cost, totals.Conversions, totals.Currency));
        Assert.Equal(("mapped.performance", "paid_social"), (dataset.Format, dataset.Channel));
        Assert.Equal(["DE", "AT"], dataset.Table.Values("country"));
    }

    [Fact]
    public async Task LoadAsync_MappedColumnThatIsNotThere_NamesTheNearest()
    {
        _folder.Write("shop.csv", Shop);
        var fault = Assert.Single((await _folder.LoadAsync(new LoadOptions { Mappings = [Mapping(("date", "Stichtag"), ("cost", "Ausgabe in Cent"))] })).Faults);
        Assert.Equal(FaultCodes.MappingDoesNotFit, fault.Code);
        Assert.Contains("the nearest is 'Ausgaben in Cent'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_MappedTransactions_AreOfTheirKind()
    {
        _folder.Write("kasse.csv", "Kundin,Kauftag,Summe EUR\nk1,2025-04-01,10\nk1,2025-05-01,20\nk2,2025-04-02,5\n");
        var mapping = new ColumnMapping { Files = "kasse.csv", Kind = "transactions", Columns = new Dictionary<string, string> { ["customer_id"] = "Kundin", ["date"] = "Kauftag", ["amount"] = "Summe EUR" } };
        var dataset = Assert.IsType<TransactionDataset>(Assert.Single((await _folder.LoadAsync(new LoadOptions { Mappings = [mapping] })).Datasets));
        Assert.Equal(3, dataset.Transactions.Count);
    }

    [Fact]
    public void Proposal_UnknownTable_GuessesByNamesAndCells()
    {
        var proposal = MappingProposal.For(_folder.Write("shop.csv", Shop))!;
        Assert.True(proposal.DecimalComma);
        Assert.Equal(
            [("date", "Stichtag"), ("campaign", "Aktion"), ("country", "Land"), ("impressions", "Einblendungen"), ("clicks", "Klickzahl"), ("cost", "Ausgaben in Cent"), ("conversions", "Bestellungen")],
            proposal.Columns.Select(column => (column.Role, column.Column)));
        Assert.Equal(["Klickrate"], proposal.Unused);
    }
}
