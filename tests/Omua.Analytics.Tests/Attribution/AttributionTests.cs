using CsCheck;

namespace Omua.Analytics.Tests.Attribution;

public sealed class AttributionTests
{
    private static readonly Gen<(string Path, int Conversions, int Nulls)[]> Journeys =
        Gen.Select(Gen.Char['a', 'e'].Array[1, 7].Select(steps => string.Concat(steps)), Gen.Int[0, 3], Gen.Int[0, 5]).Array[1, 30];

    private static PathTable Paths(params (string Path, double Conversions, double Nulls)[] rows)
    {
        var builder = new PathTableBuilder();
        foreach (var (path, conversions, nulls) in rows)
        {
            builder.Add([.. path.Select(step => step.ToString())], conversions, 10 * conversions, nulls);
        }

        return builder.Build();
    }

    private static double Credit(AttributionReport report, string channel, AttributionModel model) =>
        report.Channels.Single(one => one.Channel == channel).Credits[model].Conversions;

    [Theory]
    [InlineData(AttributionModel.FirstTouch, 6, 0, 0)]
    [InlineData(AttributionModel.LastTouch, 0, 0, 6)]
    [InlineData(AttributionModel.Linear, 1.5, 3, 1.5)]
    [InlineData(AttributionModel.Position, 2.4, 1.2, 2.4)]
    [InlineData(AttributionModel.TimeDecay, 0.4, 2.4, 3.2)]
    [InlineData(AttributionModel.Shapley, 2, 2, 2)]
    public void Of_OnePath_IsSharedAsTheModelSays(AttributionModel model, double a, double b, double c)
    {
        var report = Analytics.Attribution.Of(Paths(("abbc", 6, 0)));

        Assert.Equal([a, b, c], new[] { "a", "b", "c" }.Select(channel => Credit(report, channel, model)), (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public void Of_RandomJourneys_MarkovIsWhatSimulationOfTheChainGives() =>
        Journeys.Where(rows => rows.Sum(row => row.Conversions) > 0).Sample(
            rows =>
            {
                var paths = Paths([.. rows.Select(row => (row.Path, (double)row.Conversions, (double)row.Nulls))]);
                var report = Analytics.Attribution.Of(paths);
                Assert.Equal(ByPower(rows, null), report.ConversionProbability, 9);
                Assert.All(report.Channels, channel => Assert.Equal(1 - ByPower(rows, channel.Channel[0]) / report.ConversionProbability, channel.RemovalEffect, 8));
            },
            iter: 60, threads: 1);

    [Fact]
    public void Of_RandomJourneys_EveryModelSumsExactly() =>
        Gen.Select(Journeys, Gen.Int[1, 3]).Where(pair => pair.Item1.Sum(row => row.Conversions) > 0).Sample(
            (rows, order) =>
            {
                var report = Analytics.Attribution.Of(Paths([.. rows.Select(row => (row.Path, row.Conversions + 0.1, (double)row.Nulls))]), new AttributionOptions { MarkovOrder = order });
                foreach (var model in Enum.GetValues<AttributionModel>())
                {
                    Assert.Equal(report.Conversions, report.Channels.Aggregate(0.0, (sum, channel) => sum + channel.Credits[model].Conversions));
                }
            },
            iter: 200, threads: 1);

    [Fact]
    public void Of_JourneysThatRememberTwoSteps_OrderTwoIsChosen()
    {
        // b leads on to a conversion after a and to nothing after c: only who looks two steps back can tell.
        var report = Analytics.Attribution.Of(Paths(("ab", 400, 20), ("cb", 20, 400), ("d", 50, 50)), new AttributionOptions { MarkovOrder = 0 });

        Assert.Equal(2, report.MarkovOrder);
    }

    [Fact]
    public void Of_NothingConverted_IsRefused() =>
        Assert.Equal(FaultCodes.ZeroTotal, Tables.Code(() => Analytics.Attribution.Of(Paths(("ab", 0, 5)))));

    [Fact]
    public void Of_NoPaths_IsRefused() =>
        Assert.Equal(FaultCodes.TooFewObservations, Tables.Code(() => Analytics.Attribution.Of(new PathTableBuilder().Build())));

    [Theory]
    [InlineData(7, 0.4)]
    [InlineData(1, 0.7)]
    public void Of_OptionOutOfRange_IsRefused(int order, double firstShare) =>
        Assert.Equal(FaultCodes.FigureOutOfRange, Tables.Code(() => Analytics.Attribution.Of(Paths(("ab", 1, 5)), new AttributionOptions { MarkovOrder = order, FirstShare = firstShare })));

    [Fact]
    public void Of_OneChannel_TakesAllAndNothingIsNotANumber()
    {
        var report = Analytics.Attribution.Of(Paths(("aaa", 30, 0)), new AttributionOptions { ComparesOrders = true });

        Assert.All(Enum.GetValues<AttributionModel>(), model => Assert.Equal(30, Credit(report, "a", model)));
        Assert.Equal(1, report.ConversionProbability, 12);
        Assert.Equal(1, report.Channels[0].RemovalEffect, 12);
    }

    /// <summary>P(conversion) by pushing the start through the chain until all of it has ended.</summary>
    private static double ByPower((string Path, int Conversions, int Nulls)[] rows, char? removed)
    {
        var counts = new Dictionary<(char, char), double>();
        foreach (var (path, conversions, nulls) in rows.Where(row => row.Conversions + row.Nulls > 0))
        {
            foreach (var (from, to) in $"^{path}".Zip(path))
            {
                counts[(from, to)] = counts.GetValueOrDefault((from, to)) + conversions + nulls;
            }

            counts[(path[^1], '+')] = counts.GetValueOrDefault((path[^1], '+')) + conversions;
            counts[(path[^1], '-')] = counts.GetValueOrDefault((path[^1], '-')) + nulls;
        }

        var totals = counts.GroupBy(pair => pair.Key.Item1).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));
        var mass = new Dictionary<char, double> { ['^'] = 1 };
        var converted = 0.0;
        for (var step = 0; step < 4000 && mass.Count > 0; step++)
        {
            var next = new Dictionary<char, double>();
            foreach (var ((from, to), count) in counts)
            {
                if (mass.TryGetValue(from, out var here) && to != removed)
                {
                    next[to] = next.GetValueOrDefault(to) + here * count / totals[from];
                }
            }

            converted += next.GetValueOrDefault('+');
            mass = next.Where(pair => pair.Key is not ('+' or '-')).ToDictionary();
        }

        return converted;
    }
}
