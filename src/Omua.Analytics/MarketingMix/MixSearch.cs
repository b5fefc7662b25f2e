namespace Omua.Analytics;

/// <summary>
/// Finds transforms and coefficients for one outcome, given what trend, season and controls leave of it. Channels that together would have brought more than there was are ruled out by a penalty: a channel that is
/// always on and nearly saturated looks like a constant, and least squares alone would set it against a base far below zero.
/// </summary>
internal sealed class MixSearch(double[] rest, double ridge, double outcome)
{
    private const double Penalty = 1000;

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

        var loss = VectorMath.Dot(rest, rest) + NonNegativeLeastSquares.Solve(gram, target, start);
        var brought = 0.0;
        for (var channel = 0; channel < count; channel++)
        {
            brought += start[channel] * chosen[channel].Total;
        }

        var excess = outcome > 0 ? Math.Max(0, brought / outcome - 1) : 0;
        return (start, excess == 0 ? loss : loss + Penalty * excess * excess * VectorMath.Dot(rest, rest));
    }
}
