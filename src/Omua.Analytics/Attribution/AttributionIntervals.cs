using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>
/// How much credits would differ with other journeys of the same kind: a Poisson bootstrap, in which each path comes as often as a Poisson variable with its own count as mean.
/// Source: Hanley and MacGibbon (2006), "Creating non-parametric bootstrap samples using Poisson frequencies".
/// </summary>
internal static class AttributionIntervals
{
    private const double Level = 0.95;

    /// <summary>For each model and channel the percentile interval of its conversions.</summary>
    public static Dictionary<AttributionModel, Interval[]> Of(PathTable paths, AttributionOptions options, int order)
    {
        var random = new Random(options.Seed);
        var draws = Enum.GetValues<AttributionModel>().ToDictionary(model => model, _ => paths.Channels.Select(_ => new double[options.Draws]).ToArray());
        var whole = Enumerable.Range(0, paths.Count).Sum(paths.Conversions);
        for (var draw = 0; draw < options.Draws; draw++)
        {
            var drawn = Drawn(paths, random);
            var (_, removal) = PathChain.Of(drawn, order).RemovalEffects();
            foreach (var (model, credits) in Attribution.Credits(drawn, options, removal))
            {
                // Shares of the total that was seen: how many conversions there would be is not the question.
                var sum = credits.Conversions.Sum();
                for (var channel = 0; channel < credits.Conversions.Length; channel++)
                {
                    draws[model][channel][draw] = credits.Conversions[channel] / sum * whole;
                }
            }
        }

        return draws.ToDictionary(pair => pair.Key, pair => pair.Value.Select(values => RobustScale.Percentiles(values, Level)).ToArray());
    }

    private static PathTable Drawn(PathTable paths, Random random)
    {
        while (true)
        {
            var (conversions, nulls) = (new double[paths.Count], new double[paths.Count]);
            for (var path = 0; path < paths.Count; path++)
            {
                conversions[path] = Sample(paths.Conversions(path), random);
                nulls[path] = Sample(paths.Nulls(path), random);
            }

            // Journeys so few that none of them converts say nothing about shares.
            if (conversions.Any(count => count > 0))
            {
                return paths.Reweighted(conversions, nulls);
            }
        }
    }

    private static double Sample(double mean, Random random) => mean > 0 ? Poisson.Sample(random, mean) : 0;
}
