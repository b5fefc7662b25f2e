namespace Omua.Analytics;

/// <summary>min b'Gb - 2h'b over b of 0 and above, by coordinate descent.</summary>
internal static class NonNegativeLeastSquares
{
    private const int Rounds = 2000;

    /// <summary>Solves in place from what <paramref name="solution"/> holds; gives b'Gb - 2h'b.</summary>
    public static double Solve(double[,] gram, double[] target, double[] solution)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (moved, size) = (0.0, 0.0);
            for (var column = 0; column < target.Length; column++)
            {
                var rest = target[column];
                for (var other = 0; other < target.Length; other++)
                {
                    rest -= other == column ? 0 : gram[column, other] * solution[other];
                }

                var value = gram[column, column] > 0 ? Math.Max(0, rest / gram[column, column]) : 0;
                moved = Math.Max(moved, Math.Abs(value - solution[column]) * Math.Sqrt(gram[column, column]));
                size = Math.Max(size, value * Math.Sqrt(gram[column, column]));
                solution[column] = value;
            }

            if (moved <= 1e-11 * size)
            {
                break;
            }
        }

        var loss = 0.0;
        for (var column = 0; column < target.Length; column++)
        {
            var product = 0.0;
            for (var other = 0; other < target.Length; other++)
            {
                product += gram[column, other] * solution[other];
            }

            loss += solution[column] * (product - 2 * target[column]);
        }

        return loss;
    }
}
