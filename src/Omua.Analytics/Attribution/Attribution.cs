namespace Omua.Analytics;

/// <summary>Shares the conversions of journeys out to the channels that were met on them.</summary>
public static class Attribution
{
    /// <summary>
    /// Credits by every model, side by side; conversions in count, value in the unit of the paths.
    /// <list type="bullet">
    /// <item>First, last, linear: the conversions of a path to its first touch, its last, or 1/n to each of its n.</item>
    /// <item>Position: the given parts to the first and last touch, the rest in equal parts to those between; of two touches, in proportion to the given parts.</item>
    /// <item>Time decay: in proportion to 2^(-age / half-life), age in days, or in steps where only the order is known.</item>
    /// <item>Markov: all conversions in proportion to removal effects; 1 - P(conversion without the channel) / P(conversion), exact on the absorbing chain of the paths; a channel is
    /// removed by ending every journey that would enter it. Source: Anderl, Becker, von Wangenheim and Schumann (2016), International Journal of Research in Marketing 33.</item>
    /// <item>Shapley: each path in equal parts to its distinct channels, which is the Shapley value of the game in which a coalition wins the conversions of the paths that lie
    /// within it. Source: Zhao, Mahboobi and Bagheri (2018), "Shapley value methods for attribution modeling in online advertising".</item>
    /// </list>
    /// None of them is causal: they share out what was seen, and a channel that is met by people who would have bought anyway earns credit from all. An experiment tells the difference.
    /// </summary>
    /// <param name="paths">The journeys, at least one of them with a conversion.</param>
    /// <param name="options">How; default <see cref="AttributionOptions"/> as they stand.</param>
    /// <exception cref="FaultException">
    /// <see cref="FaultCodes.TooFewObservations"/> without paths, <see cref="FaultCodes.ZeroTotal"/> without conversions, <see cref="FaultCodes.FigureOutOfRange"/> for an option out of its range,
    /// <see cref="FaultCodes.NotSettled"/> where the chain could not be solved to 1e-11.
    /// </exception>
    public static AttributionReport Of(PathTable paths, AttributionOptions? options = null)
    {
        options ??= new AttributionOptions();
        Check(paths, options);
        var orders = options.MarkovOrder == 0 || options.ComparesOrders ? MarkovOrderChoice.Compare(paths, options.MaximumOrder, options.Seed) : [];
        var order = options.MarkovOrder == 0 ? MarkovOrderChoice.Best(orders) : options.MarkovOrder;
        var (probability, removal) = PathChain.Of(paths, order).RemovalEffects();
        var credits = Credits(paths, options, removal);
        var (conversions, value) = (Total(paths, paths.Conversions), Total(paths, paths.Value));
        int[] ranked = [.. Enumerable.Range(0, paths.Channels.Count).OrderByDescending(channel => credits[AttributionModel.Linear].Conversions[channel]).ThenBy(channel => paths.Channels[channel], StringComparer.Ordinal)];
        var shares = credits.ToDictionary(pair => pair.Key, pair => (Fit(pair.Value.Conversions, ranked, conversions), Fit(pair.Value.Values, ranked, value)));
        var touches = Touches(paths);
        var intervals = options.Draws == 0 ? null : AttributionIntervals.Of(paths, options, order);
        return new AttributionReport
        {
            Channels = [.. ranked.Select((channel, rank) => new ChannelAttribution(
                paths.Channels[channel], touches[channel],
                shares.ToDictionary(pair => pair.Key, pair => new Credit(pair.Value.Item1[rank], paths.HasValues ? pair.Value.Item2[rank] : null)
                {
                    Interval = intervals?[pair.Key][channel],
                }),
                removal[channel]))],
            PathCount = paths.Count,
            StepCount = paths.StepCount,
            Conversions = conversions,
            Value = paths.HasValues ? value : null,
            Nulls = paths.HasNulls ? Total(paths, paths.Nulls) : null,
            ConversionProbability = probability,
            MarkovOrder = order,
            Orders = orders,
            Notes = [.. Notes(paths, options, orders, order)],
        };
    }

    /// <summary>Credits before they are made to sum to the totals to the last bit; Markov's are removal effects.</summary>
    internal static Dictionary<AttributionModel, (double[] Conversions, double[] Values)> Credits(PathTable paths, AttributionOptions options, double[] removal)
    {
        var credits = Enum.GetValues<AttributionModel>().Where(model => model != AttributionModel.Markov).ToDictionary(model => model, model => TouchCredits.Of(paths, model, options));
        credits[AttributionModel.Markov] = ([.. removal], [.. removal]);
        return credits;
    }

    private static void Check(PathTable paths, AttributionOptions options)
    {
        if (paths.Count == 0)
        {
            throw MathsFaults.TooFew("Attribution", 0, 1);
        }

        if (!(Total(paths, paths.Conversions) > 0))
        {
            throw MathsFaults.NothingToDivideBy("conversions");
        }

        (string Name, double Value, double Low, double High)[] ranges =
        [
            ("the part of the first touch", options.FirstShare, 0, 1), ("the part of the last touch", options.LastShare, 0, 1),
            ("the parts of the first and last touch together", options.FirstShare + options.LastShare, 0, 1),
            ("the order of the Markov chain", options.MarkovOrder, 0, 6), ("the highest order to try", options.MaximumOrder, 1, 6),
            ("the number of draws", options.Draws == 0 ? 40 : options.Draws, 40, 1e5),
            ("the half-life in days", options.HalfLifeDays, 1e-6, 1e6), ("the half-life in steps", options.HalfLifeSteps, 1e-6, 1e6),
        ];
        foreach (var (name, value, low, high) in ranges.Where(range => !(range.Value >= range.Low && range.Value <= range.High + 1e-12)))
        {
            throw MathsFaults.OutOfRange(name, value, FormattableString.Invariant($"{low} to {high}"));
        }
    }

    private static double[] Fit(double[] credits, int[] ranked, double total)
    {
        double[] parts = [.. ranked.Select(channel => credits[channel])];
        ExactShares.Fit(parts, total);
        return parts;
    }

    private static double Total(PathTable paths, Func<int, double> count)
    {
        var (sum, lost) = (0.0, 0.0);
        for (var path = 0; path < paths.Count; path++)
        {
            var value = count(path);
            var total = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - total + value : value - total + sum;
            sum = total;
        }

        return sum + lost;
    }

    private static double[] Touches(PathTable paths)
    {
        var touches = new double[paths.Channels.Count];
        for (var path = 0; path < paths.Count; path++)
        {
            foreach (var step in paths.Steps(path))
            {
                touches[step] += paths.Conversions(path);
            }
        }

        return touches;
    }

    private static IEnumerable<string> Notes(PathTable paths, AttributionOptions options, IReadOnlyList<OrderLikelihood> orders, int order)
    {
        if (!paths.HasNulls)
        {
            yield return "The paths count no journeys without a conversion; removal effects compare conversions with nothing and lean toward channels of long paths.";
        }

        if (!paths.HasValues)
        {
            yield return "The paths do not say what conversions were worth; value is null.";
        }

        yield return paths.HasAges
            ? FormattableString.Invariant($"Time decay: half-life {options.HalfLifeDays:0.##} days.")
            : FormattableString.Invariant($"Time decay goes by order, not by time, since the paths carry no times: half-life {options.HalfLifeSteps:0.##} step(s).");
        yield return $"Markov: order {order}{(options.MarkovOrder == 0 ? ", chosen by held-out likelihood" : "")}.";
        if (orders.Count > 0 && options.MarkovOrder != 0 && MarkovOrderChoice.Best(orders) is var best && best != order)
        {
            yield return $"Held-out likelihood prefers order {best}.";
        }

        if (options.Draws > 0)
        {
            yield return $"Intervals (95 %): bootstrap of journeys, {options.Draws} draws; they say how much the credits would differ with other journeys of the same kind, not whether a model is right.";
        }

        yield return "Credits share out what was seen; they do not say what would have been without a channel. An experiment does.";
    }
}
