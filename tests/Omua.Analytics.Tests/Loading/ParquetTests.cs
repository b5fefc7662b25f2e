using Parquet;
using Parquet.Schema;

namespace Omua.Analytics.Tests.Loading;

public sealed class ParquetTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task WriteAsync(string name)
    {
        var (day, campaign, clicks, cost) = (new DataField<DateTime>("date"), new DataField<string>("campaign"), new DataField<int?>("clicks"), new DataField<double>("cost"));
        await using var stream = File.Create(Path.Combine(_folder.Path, name));
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(day, campaign, clicks, cost), stream);
        for (var group = 0; group < 2; group++)
        {
            using var rows = writer.CreateRowGroup();
            await rows.WriteAsync<DateTime>(day, new[] { new DateTime(2025, 4, 1 + group, 0, 0, 0, DateTimeKind.Utc), new DateTime(2025, 4, 3, 0, 0, 0, DateTimeKind.Utc) });
            await rows.WriteAsync(campaign, (string[])["a, \"b\"", "c"]);
            await rows.WriteAsync<int>(clicks, (int?[])[10, null]);
            await rows.WriteAsync<double>(cost, (double[])[0.1 + group, 1234.567]);
            rows.CompleteValidate();
        }
    }

    [Fact]
    public async Task LoadAsync_Parquet_GivesTheRowsOfItsCsv()
    {
        await WriteAsync("ads.parquet");
        var dataset = await _folder.LoadOneAsync();
        var totals = Kpi.RollUp(dataset, new KpiQuery()).Totals;
        Assert.Equal((4L, 20d), (totals.RowCount, totals.Clicks));
        Assert.Equal(0.1 + 1.1 + 2 * 1234.567, totals.Cost!.Value, 1e-9);
        Assert.Equal(["a, \"b\"", "c"], dataset.Table.Values("campaign"));
        Assert.Equal(new DateOnly(2025, 4, 3), dataset.Window!.Value.To);
    }

    [Fact]
    public async Task LoadAsync_TornParquet_IsAFault()
    {
        await WriteAsync("ads.parquet");
        var bytes = File.ReadAllBytes(Path.Combine(_folder.Path, "ads.parquet"));
        _folder.Write("ads.parquet", bytes[..(bytes.Length / 2)]);
        Assert.Equal(FaultCodes.DataUnreadable, Assert.Single((await _folder.LoadAsync()).Faults).Code);
    }
}
