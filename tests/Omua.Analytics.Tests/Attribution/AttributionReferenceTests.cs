using System.Globalization;
using Omua.Analytics.Tests.Loading;

namespace Omua.Analytics.Tests.Attribution;

/// <summary>Source of the figures: the reference data's README, "attribution_paths", and the two files beside the paths.</summary>
public sealed class AttributionReferenceTests
{
    private static async Task<AttributionReport> ReportAsync(AttributionOptions? options = null)
    {
        var loaded = await DatasetLoader.LoadAsync(Path.Combine(ReferenceFolder.Find("attribution_paths"), "paths.csv"), new LoadOptions(), CancellationToken.None);
        return Analytics.Attribution.Of(Assert.IsType<PathDataset>(Assert.Single(loaded.Datasets)).Paths, options);
    }

    private static Dictionary<string, double[]> Rows(string file) => File.ReadLines(Path.Combine(ReferenceFolder.Find("attribution_paths"), file)).Skip(1)
        .Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(','))
        .ToDictionary(cells => cells[0], cells => cells[1..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray());

    [Fact]
    public async Task Of_ReferencePaths_CountsThem()
    {
        var report = await ReportAsync();

        Assert.Equal((10_000L, 59_454L, 12), (report.PathCount, report.StepCount, report.Channels.Count));
        Assert.Equal((19_785d, 68_602d), (report.Conversions, report.Nulls));
        Assert.Equal(74_802.97159, report.Value!.Value, 5);
    }

    [Fact]
    public async Task Of_ReferencePaths_FirstLastAndLinearAsPublished()
    {
        var report = await ReportAsync();
        var published = Rows("ref_heuristics.csv");

        Assert.Equal(published.Count, report.Channels.Count);
        Assert.All(report.Channels, channel =>
        {
            AttributionModel[] models = [AttributionModel.FirstTouch, AttributionModel.LastTouch, AttributionModel.Linear];
            double[] ours = [.. models.SelectMany(model => new[] { channel.Credits[model].Conversions, channel.Credits[model].Value!.Value })];
            Assert.All(published[channel.Channel].Zip(ours), pair => Assert.Equal(pair.First, pair.Second, 1e-10 * Math.Max(1, Math.Abs(pair.First))));
        });
    }

    [Fact]
    public async Task Of_ReferencePaths_RemovalEffectsAsTheClosedForm()
    {
        var report = await ReportAsync();
        var published = Rows("ref_markov_order1_exact.csv");

        Assert.Equal(0.22384513559686384, report.ConversionProbability, 12);
        Assert.All(report.Channels, channel =>
        {
            Assert.Equal(published[channel.Channel][0], channel.RemovalEffect, 1e-12);
            Assert.Equal(published[channel.Channel][1], channel.Credits[AttributionModel.Markov].Conversions, 1e-8);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Of_AnyOrder_EveryModelSumsToTheTotalsToTheLastBit(int order)
    {
        var report = await ReportAsync(new AttributionOptions { MarkovOrder = order });

        foreach (var model in Enum.GetValues<AttributionModel>())
        {
            var (conversions, value) = (0.0, 0.0);
            foreach (var channel in report.Channels)
            {
                conversions += channel.Credits[model].Conversions;
                value += channel.Credits[model].Value!.Value;
            }

            Assert.Equal(report.Conversions, conversions);
            Assert.Equal(report.Value, value);
        }
    }

    [Fact]
    public async Task Of_Draws_GivesIntervalsThatHoldTheCreditsAndAreSmall()
    {
        var report = await ReportAsync(new AttributionOptions { Draws = 60 });

        Assert.All(report.Channels, channel => Assert.All(channel.Credits.Values, credit =>
        {
            Assert.InRange(credit.Conversions, credit.Interval!.Value.Low, credit.Interval.Value.High);
            // Credit of n conversions, each of them counted at random, varies by about their square root.
            Assert.InRange(credit.Interval.Value.High - credit.Interval.Value.Low, 0, 10 * Math.Sqrt(credit.Conversions) + 10);
        }));
    }

    [Fact]
    public async Task Of_OrderChosen_IsTheOneThatForetellsHeldOutJourneys()
    {
        var report = await ReportAsync(new AttributionOptions { MarkovOrder = 0 });

        Assert.Equal([1, 2, 3, 4], report.Orders.Select(order => order.Order));
        var best = report.Orders.Max(order => order.LogLikelihood);
        var chosen = report.Orders.Single(order => order.Order == report.MarkovOrder);
        Assert.True(chosen.LogLikelihood + chosen.StandardError >= best);
        Assert.All(report.Orders.Where(order => order.Order < report.MarkovOrder), order => Assert.True(order.LogLikelihood + order.StandardError < best));
    }
}
