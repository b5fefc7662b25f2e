using System.Diagnostics;
using MathNet.Numerics.Distributions;
using Omua.Analytics;

namespace Omua.Bench;

/// <summary>How long the methods of budget and mix take on inputs of the size that people have.</summary>
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
