namespace Omua.Analytics;

/// <summary>Finds transforms and coefficients for one outcome, given what trend, season and controls leave of it.</summary>
internal sealed class MixSearch(double[] rest, double ridge)
{
    /// <summary>The best of the choices for each channel, from a start, one channel after the other until none improves.</summary>
    public (MixCandidate[] Chosen, double[] Coefficients) Run(MixCandidate[] start, IReadOnlyList<MixCandidate>[] choices, int passes)
    {
        var chosen = (MixCandidate[])start.Clone();
        var (coefficients, loss) = Solve(chosen, new double[chosen.Length]);
        for (var (pass, improved) = (0, true); improved && pass < passes; pass++)
        {
            improved = false;
            for (var channel = 0; channel < chosen.Length; channel++)
            {
                var trial = (MixCandidate[])chosen.Clone();
                foreach (var candidate in choices[channel])
                {
                    trial[channel] = candidate;
                    var (solution, found) = Solve(trial, (double[])coefficients.Clone());
                    if (found < loss - 1e-12 * Math.Abs(loss))
                    {
                        (chosen[channel], coefficients, loss, improved) = (candidate, solution, found, true);
                    }
                }
            }
        }

        return (chosen, coefficients);
    }

    private (double[] Coefficients, double Loss) Solve(MixCandidate[] chosen, double[] start)
    {
        var count = chosen.Length;
        var (gram, target) = (new double[count, count], new double[count]);
        for (var row = 0; row < count; row++)
        {
            target[row] = VectorMath.Dot(chosen[row].Rest, rest);
            for (var column = 0; column <= row; column++)
            {
                gram[row, column] = gram[column, row] = VectorMath.Dot(chosen[row].Rest, chosen[column].Rest);
            }

            gram[row, row] *= 1 + ridge;
        }

        return (start, VectorMath.Dot(rest, rest) + NonNegativeLeastSquares.Solve(gram, target, start));
    }
}
