using System.Diagnostics;
using MathNet.Numerics.Distributions;
using Omua.Analytics;

namespace Omua.Bench;

/// <summary>How long the methods take on inputs of the size that people have.</summary>
internal static class MethodTimes
{
    public static void Run(int rounds)
    {
        var market = MarketSimulation.Generate(1).ToTable();
        var curves = ResponseCurve.Fit(market, [DimensionNames.Campaign], new ResponseOptions { Draws = 400 });
        Measure("response curves, 8 campaigns x 364 days, 400 draws", rounds, () => ResponseCurve.Fit(market, [DimensionNames.Campaign], new ResponseOptions { Draws = 400 }));
        Measure("allocation over 8 curves of 400 draws", rounds, () => BudgetAllocation.Allocate(curves, 100_000m));
        var mix = Mix(156, 5);
        Measure("mix model, 156 weeks x 5 channels, 200 draws", rounds, () => MixModel.Fit(mix));
        var journeys = MethodInputs.Journeys(1_000_000);
        Console.WriteLine($"{journeys.Count:N0} journeys, {journeys.StepCount:N0} touches");
        var options = new AttributionOptions();
        Measure("heuristics (five) and Shapley, 1 M journeys", rounds, () =>
        {
            foreach (var model in Enum.GetValues<AttributionModel>().Where(model => model != AttributionModel.Markov))
            {
                TouchCredits.Of(journeys, model, options);
            }
        });
        Measure("Markov of order 1, 1 M journeys", rounds, () => PathChain.Of(journeys, 1).RemovalEffects());
        var few = MethodInputs.Journeys(10_000);
        Measure("all seven models with their report, 10,000 journeys", rounds, () => Attribution.Of(few));
        var customers = MethodInputs.Customers(2_357);
        Measure("BG/NBD, 2,357 customers", rounds, () => BgNbd.Fit(customers));
        var units = MethodInputs.Units(1_000_000);
        Measure("experiment, 1 M units, a share and an amount", rounds, () => Experiment.Read(units));
    }

    private static void Measure(string what, int rounds, Action action)
    {
        action();
        var times = new List<(double Wall, double Processor)>();
        for (var round = 0; round < rounds; round++)
        {
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            action();
            times.Add((watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds));
        }

        double Median(Func<(double Wall, double Processor), double> figure) => times.Select(figure).Order().ElementAt(times.Count / 2);
        Console.WriteLine($"{what,-55} median {Median(time => time.Wall),9:N1} ms  ({times.Min(time => time.Wall):N1}..{times.Max(time => time.Wall):N1})  processor {Median(time => time.Processor),8:N1} ms");
    }

    private static MixInput Mix(int weeks, int channels)
    {
        var random = new Random(1);
        var spends = Enumerable.Range(0, channels).Select(_ => Enumerable.Range(0, weeks).Select(_ => 1000 * Math.Exp(0.5 * Normal.Sample(random, 0, 1))).ToArray()).ToList();
        var effects = spends.Select((spend, channel) => Saturation.Logistic(Adstock.Geometric(spend, 0.1 * (channel + 1), 8, isNormalised: true), 2, spend.Max())).ToList();
        return new MixInput
        {
            Times = [.. Enumerable.Range(0, weeks).Select(week => new DateTime(2022, 1, 3).AddDays(7 * week))],
            Outcome = [.. Enumerable.Range(0, weeks).Select(week => 20_000 + 30 * week + 2000 * Math.Sin(week / 8.3) + effects.Sum(effect => 6000 * effect[week]) + 800 * Normal.Sample(random, 0, 1))],
            Channels = [.. spends.Select((spend, channel) => new MixColumn($"channel {channel}", spend))],
        };
    }
}
