namespace Omua.Analytics;

/// <summary>min |y - Xw|^2 over weights of 0 and above that sum to 1, by accelerated projected gradient steps (Beck and Teboulle 2009).</summary>
internal static class SimplexLeastSquares
{
    private const int Steps = 20_000;

    public static double[] Solve(double[][] columns, double[] target, int from, int to)
    {
        var count = columns.Length;
        var (gram, right) = (new double[count, count], new double[count]);
        for (var row = 0; row < count; row++)
        {
            for (var period = from; period < to; period++)
            {
                right[row] += columns[row][period] * target[period];
            }

            for (var column = 0; column <= row; column++)
            {
                for (var period = from; period < to; period++)
                {
                    gram[row, column] += columns[row][period] * columns[column][period];
                }

                gram[column, row] = gram[row, column];
            }
        }

        // Weights sum to 1, so that taking the target off every column changes nothing but the size of the numbers, and with it the number of steps.
        return Descend(gram, right, Enumerable.Range(0, count).Sum(row => gram[row, row]));
    }

    private static double[] Descend(double[,] gram, double[] right, double bound)
    {
        var count = right.Length;
        double[] weights = [.. Enumerable.Repeat(1.0 / count, count)];
        var (ahead, momentum) = ((double[])weights.Clone(), 1.0);
        for (var step = 0; step < Steps; step++)
        {
            var next = new double[count];
            for (var row = 0; row < count; row++)
            {
                var slope = -right[row];
                for (var column = 0; column < count; column++)
                {
                    slope += gram[row, column] * ahead[column];
                }

                next[row] = ahead[row] - slope / bound;
            }

            Project(next);
            var following = (1 + Math.Sqrt(1 + 4 * momentum * momentum)) / 2;
            var moved = 0.0;
            for (var row = 0; row < count; row++)
            {
                moved = Math.Max(moved, Math.Abs(next[row] - weights[row]));
                ahead[row] = next[row] + (momentum - 1) / following * (next[row] - weights[row]);
            }

            (weights, momentum) = (next, following);
            if (moved < 1e-12)
            {
                break;
            }
        }

        return weights;
    }

    /// <summary>The nearest weights of 0 and above that sum to 1 (Duchi et al. 2008).</summary>
    private static void Project(double[] weights)
    {
        var sorted = weights.OrderDescending().ToArray();
        var (sum, shift) = (0.0, 0.0);
        for (var index = 0; index < sorted.Length; index++)
        {
            sum += sorted[index];
            if ((sum - 1) / (index + 1) is var tried && sorted[index] > tried)
            {
                shift = tried;
            }
        }

        for (var index = 0; index < weights.Length; index++)
        {
            weights[index] = Math.Max(0, weights[index] - shift);
        }
    }
}
