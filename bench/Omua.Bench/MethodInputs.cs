using MathNet.Numerics.Distributions;
using Omua.Analytics;

namespace Omua.Bench;

/// <summary>Seeded inputs of the sizes that people have.</summary>
internal static class MethodInputs
{
    /// <summary>Journeys of one to eleven touches, six on the average, over twelve channels whose shares fall off; one in five converts. Each journey is a row of its own.</summary>
    public static PathTable Journeys(int count)
    {
        var (random, builder) = (new Random(7), new PathTableBuilder());
        var names = Enumerable.Range(0, 12).Select(channel => $"channel {channel}").ToArray();
        var path = new List<string>(12);
        for (var journey = 0; journey < count; journey++)
        {
            path.Clear();
            for (var touches = random.Next(1, 12); touches > 0; touches--)
            {
                path.Add(names[(int)(12 * Math.Pow(random.NextDouble(), 1.6))]);
            }

            var converts = random.NextDouble() < 0.2 ? 1 : 0;
            builder.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(path), converts, converts * 50, 1 - converts);
        }

        return builder.Build();
    }

    /// <summary>Customers by the BG/NBD process itself with the parameters of the CDNOW sample, watched for 39 weeks.</summary>
    public static IReadOnlyList<CustomerHistory> Customers(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var (rate, leaves) = (Gamma.Sample(random, 0.2426, 4.4135), Beta.Sample(random, 0.7929, 2.4259));
            var (watched, at, last, purchases) = (27 + 12 * random.NextDouble(), 0.0, 0.0, 0);
            while ((at += -Math.Log(1 - random.NextDouble()) / Math.Max(rate, 1e-9)) < watched)
            {
                (purchases, last) = (purchases + 1, at);
                if (random.NextDouble() < leaves)
                {
                    break;
                }
            }

            return new CustomerHistory(purchases, last, watched);
        })];
    }

    /// <summary>Units of two arms with a share and an amount.</summary>
    public static ExperimentTable Units(int count)
    {
        var (random, builder) = (new Random(5), new ExperimentTableBuilder(["retained", "revenue"]));
        for (var unit = 0; unit < count; unit++)
        {
            var isTreated = (unit & 1) == 1;
            builder.Add(isTreated ? "treatment" : "control", random.NextDouble() < (isTreated ? 0.19 : 0.188) ? 1 : 0, 10 * random.NextDouble() * random.NextDouble());
        }

        return builder.Build();
    }
}
