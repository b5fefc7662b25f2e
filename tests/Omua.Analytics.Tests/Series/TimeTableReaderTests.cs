using Omua.Analytics.Tests.Loading;

namespace Omua.Analytics.Tests.Series;

public sealed class TimeTableReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("omua-series-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "table.csv");
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void Read_TimesNumbersAndText_AreTold()
    {
        var table = TimeTableReader.Read(Write("week,region,spend,note\n2025-01-06 00:30:00,north,\"1,200.50\",a\n2025-01-13 00:30:00,south,,b\n"));

        Assert.Equal([new DateTime(2025, 1, 6, 0, 30, 0), new DateTime(2025, 1, 13, 0, 30, 0)], table.Times);
        Assert.Equal(["spend"], table.Numbers);
        Assert.Equal(["region", "note"], table.Texts);
        Assert.Equal(1200.5, table.Number("Spend")[0]);
        Assert.True(double.IsNaN(table.Number("spend")[1]));
    }

    [Fact]
    public void Read_AmericanDates_AreReadByTheDayThatTells() =>
        Assert.Equal(new DateTime(2018, 4, 2), TimeTableReader.Read(Path.Combine(ReferenceFolder.Find("mmm"), "mmm_example.csv")).Times[0]);

    [Fact]
    public void Read_DatesThatCanBeBoth_AreRefusedUnlessSaid()
    {
        var path = Write("date;sales\n03/04/2025;1,5\n04/04/2025;2,25\n");

        Assert.Equal(FaultCodes.AmbiguousDates, Tables.Code(() => TimeTableReader.Read(path)));
        var table = TimeTableReader.Read(path, dayFirst: true);
        Assert.Equal(new DateTime(2025, 4, 3), table.Times[0]);
        Assert.Equal([1.5, 2.25], table.Number("sales"));
    }

    [Fact]
    public void Read_RowsThatCannotBeUsed_AreRefusedWithLineAndReason()
    {
        var quality = TimeTableReader.Read(Write("date,v\n2025-01-01,1\nyesterday,2\n2025-01-03\n2025-01-04,4\n")).Quality;

        Assert.Equal((2L, 2L), (quality.RowsRead, quality.RowsRefused));
        Assert.Equal([4L, 3L], quality.Refused.Select(row => row.Line));
        Assert.Contains("yesterday", quality.Refused[1].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("date,v\n")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("date,v\n2025-01-01,x\n")]
    [InlineData("just one line of prose")]
    public void Read_NoTableOverTime_IsRefused(string text) => Assert.Equal(FaultCodes.NotATimeTable, Tables.Code(() => TimeTableReader.Read(Write(text))));

    [Fact]
    public void Number_UnknownColumn_NamesTheOnesThere() =>
        Assert.Contains("it has v", Assert.Throws<FaultException>(() => TimeTableReader.Read(Write("date,v\n2025-01-01,1\n")).Number("w")).Faults[0].Message, StringComparison.Ordinal);
}
