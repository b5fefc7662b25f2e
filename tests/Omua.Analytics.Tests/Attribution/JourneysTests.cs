using System.Globalization;
using Omua.Analytics.Tests.Loading;

namespace Omua.Analytics.Tests.Attribution;

public sealed class JourneysTests
{
    private static async Task<TouchpointDataset> LoadAsync(string rows)
    {
        using var folder = new ScratchFolder();
        folder.Write("touches.csv", "user_id,timestamp,channel,conversion,conversion_value\n" + rows);
        var loaded = await DatasetLoader.LoadAsync(folder.Path, new LoadOptions(), CancellationToken.None);
        return Assert.IsType<TouchpointDataset>(Assert.Single(loaded.Datasets));
    }

    private static string[] Texts(PathTable paths) => [.. Enumerable.Range(0, paths.Count).Select(path =>
        string.Create(CultureInfo.InvariantCulture, $"{string.Concat(paths.Steps(path).ToArray().Select(step => paths.Channels[step]))}:{paths.Conversions(path)}:{paths.Nulls(path)}:{paths.Value(path)}"))];

    [Fact]
    public async Task From_TouchesInAnyOrder_GivesJourneysUpToEachConversion()
    {
        var dataset = await LoadAsync("""
            u1,2025-03-05 10:00:00,b,1,20.5
            u1,2025-03-01 10:00:00,a,0,0
            u2,2025-03-02,c,0,0
            u1,2025-03-06 10:00:00,c,0,0
            u1,2025-03-06 12:00:00,a,1,9.5

            """);

        Assert.Equal(["ab:1:0:20.5", "ca:1:0:9.5", "c:0:1:0"], Texts(Journeys.From(dataset.Touchpoints)));
        Assert.Equal((new DateOnly(2025, 3, 1), new DateOnly(2025, 3, 6)), (dataset.Window!.Value.From, dataset.Window.Value.To));
    }

    [Fact]
    public async Task From_LookBack_LeavesEarlierTouchesOut()
    {
        var dataset = await LoadAsync("u1,2025-03-01,a,0,0\nu1,2025-03-08,b,0,0\nu1,2025-03-10,c,1,1\n");

        Assert.Equal(["bc:1:0:1"], Texts(Journeys.From(dataset.Touchpoints, TimeSpan.FromDays(5))));
        Assert.Equal(FaultCodes.FigureOutOfRange, Tables.Code(() => Journeys.From(dataset.Touchpoints, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Of_TouchesWithTimes_DecayGoesByDays()
    {
        var dataset = await LoadAsync("u1,2025-03-01 00:00:00,a,0,0\nu1,2025-03-08 00:00:00,b,1,1\n");
        var report = Analytics.Attribution.Of(Journeys.From(dataset.Touchpoints));

        Assert.Equal(1.0 / 3, report.Channels.Single(channel => channel.Channel == "a").Credits[AttributionModel.TimeDecay].Conversions, 12);
    }

    [Theory]
    [InlineData("u1,yesterday,a,0,0\n", "timestamp is 'yesterday', which is no date")]
    [InlineData(",2025-03-01,a,0,0\n", "user_id is empty")]
    [InlineData("u1,2025-03-01,a,-1,0\n", "conversion is '-1'; it cannot be negative")]
    [InlineData("u1,2025-03-01,a,0\n", "the row has 4 fields where the header has 5")]
    public async Task LoadAsync_BadRow_IsRefusedWithItsReasonAndTheRestGoesOn(string row, string reason)
    {
        var dataset = await LoadAsync("u9,2025-03-01,a,1,1\n" + row);

        Assert.Equal((1L, 1L), (dataset.Quality.RowsRead, dataset.Quality.RowsRefused));
        Assert.Equal((3L, reason), (dataset.Quality.Refused[0].Line, dataset.Quality.Refused[0].Reason));
    }
}
