namespace Omua.Analytics;

/// <summary>The models that share out each path by itself.</summary>
internal static class TouchCredits
{
    public static (double[] Conversions, double[] Values) Of(PathTable paths, AttributionModel model, AttributionOptions options)
    {
        var (conversions, values) = (new double[paths.Channels.Count], new double[paths.Channels.Count]);
        var weights = new double[64];
        for (var path = 0; path < paths.Count; path++)
        {
            var (converted, value) = (paths.Conversions(path), paths.Value(path));
            if (converted == 0 && value == 0)
            {
                continue;
            }

            var steps = paths.Steps(path);
            if (weights.Length < steps.Length)
            {
                weights = new double[steps.Length * 2];
            }

            var given = weights.AsSpan(0, steps.Length);
            Weigh(model, given, steps, paths.Ages(path), options);
            for (var step = 0; step < steps.Length; step++)
            {
                conversions[steps[step]] += given[step] * converted;
                values[steps[step]] += given[step] * value;
            }
        }

        return (conversions, values);
    }

    private static void Weigh(AttributionModel model, Span<double> weights, ReadOnlySpan<int> steps, ReadOnlySpan<double> ages, AttributionOptions options)
    {
        var last = weights.Length - 1;
        weights.Clear();
        switch (model)
        {
            case AttributionModel.FirstTouch:
                weights[0] = 1;
                break;
            case AttributionModel.LastTouch:
                weights[last] = 1;
                break;
            case AttributionModel.Linear:
                weights.Fill(1.0 / weights.Length);
                break;
            case AttributionModel.Position:
                Position(weights, options);
                break;
            case AttributionModel.TimeDecay:
                Decay(weights, ages, options);
                break;
            default:
                Shapley(weights, steps);
                break;
        }
    }

    private static void Position(Span<double> weights, AttributionOptions options)
    {
        var last = weights.Length - 1;
        if (last < 2)
        {
            var ends = options.FirstShare + options.LastShare;
            weights[last] += ends > 0 ? options.LastShare / ends : 0.5;
            weights[0] += ends > 0 ? options.FirstShare / ends : 0.5;
            return;
        }

        weights[1..last].Fill((1 - options.FirstShare - options.LastShare) / (last - 1));
        (weights[0], weights[last]) = (options.FirstShare, options.LastShare);
    }

    private static void Decay(Span<double> weights, ReadOnlySpan<double> ages, AttributionOptions options)
    {
        var sum = 0.0;
        for (var step = 0; step < weights.Length; step++)
        {
            weights[step] = ages.IsEmpty ? Math.Pow(0.5, (weights.Length - 1 - step) / options.HalfLifeSteps) : Math.Pow(0.5, ages[step] / options.HalfLifeDays);
            sum += weights[step];
        }

        foreach (ref var weight in weights)
        {
            weight /= sum;
        }
    }

    // The Shapley value of a game whose coalitions win the paths within them is each path in equal parts to its distinct channels: one part at the first touch of each.
    private static void Shapley(Span<double> weights, ReadOnlySpan<int> steps)
    {
        var distinct = 0;
        for (var step = 0; step < steps.Length; step++)
        {
            if (!steps[..step].Contains(steps[step]))
            {
                weights[step] = 1;
                distinct++;
            }
        }

        foreach (ref var weight in weights)
        {
            weight /= distinct;
        }
    }
}
