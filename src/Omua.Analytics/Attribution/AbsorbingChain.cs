namespace Omua.Analytics;

/// <summary>
/// A sparse absorbing Markov chain. The probabilities h of ending in conversion solve h = Q h + r; solved by Gauss-Seidel sweeps, and the error is bounded rather than hoped for:
/// |error| &lt;= |residual| * (greatest expected number of steps to the end).
/// </summary>
internal sealed class AbsorbingChain
{
    private const int SweepLimit = 200_000;
    private const double Tolerance = 1e-11;

    private readonly int[] _starts;
    private readonly int[] _to;
    private readonly double[] _probabilities;
    private readonly double[] _converting;
    private readonly Lazy<double> _longest;

    public AbsorbingChain(int[] from, int[] to, double[] probabilities, double[] converting)
    {
        _converting = converting;
        _starts = new int[converting.Length + 1];
        foreach (var state in from)
        {
            _starts[state + 1]++;
        }

        for (var state = 0; state < converting.Length; state++)
        {
            _starts[state + 1] += _starts[state];
        }

        (_to, _probabilities) = (new int[to.Length], new double[to.Length]);
        var next = _starts[..^1];
        for (var transition = 0; transition < from.Length; transition++)
        {
            var at = next[from[transition]]++;
            (_to[at], _probabilities[at]) = (to[transition], probabilities[transition]);
        }

        _longest = new Lazy<double>(() =>
        {
            var ones = new double[converting.Length];
            Array.Fill(ones, 1);
            var steps = new double[converting.Length];
            Sweep(steps, ones, null, 1e-6);
            return steps.Max();
        });
    }

    /// <summary>For each state the probability of a conversion, where states that are removed end a journey.</summary>
    /// <param name="removed">Whether a state may not be entered; null removes none.</param>
    /// <param name="start">Where to start from; null starts at zero.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.NotSettled"/>.</exception>
    public double[] Solve(Func<int, bool>? removed, double[]? start)
    {
        var gone = removed is null ? null : new bool[_converting.Length];
        for (var state = 0; gone is not null && state < gone.Length; state++)
        {
            gone[state] = removed!(state);
        }

        var solution = start is null ? new double[_converting.Length] : (double[])start.Clone();
        Sweep(solution, _converting, gone, 1e-15);
        var error = Residual(solution, gone) * _longest.Value;
        return error <= Tolerance ? solution : throw MathsFaults.NotSettled("The Markov chain of the paths", error, Tolerance);
    }

    private void Sweep(double[] solution, double[] right, bool[]? gone, double tolerance)
    {
        for (var sweep = 0; sweep < SweepLimit; sweep++)
        {
            var moved = 0.0;
            // States that are met late have high numbers; what they lead to is known sooner from behind.
            for (var state = solution.Length - 1; state >= 0; state--)
            {
                var (sum, stays) = (right[state], 0.0);
                for (var at = _starts[state]; at < _starts[state + 1]; at++)
                {
                    if (_to[at] == state)
                    {
                        stays = gone is not null && gone[state] ? 0 : _probabilities[at];
                    }
                    else if (gone is null || !gone[_to[at]])
                    {
                        sum += _probabilities[at] * solution[_to[at]];
                    }
                }

                var value = sum / (1 - stays);
                moved = Math.Max(moved, Math.Abs(value - solution[state]) / Math.Max(1, value));
                solution[state] = value;
            }

            if (moved <= tolerance)
            {
                return;
            }
        }
    }

    private double Residual(double[] solution, bool[]? gone)
    {
        var residual = 0.0;
        for (var state = 0; state < solution.Length; state++)
        {
            var sum = _converting[state];
            for (var at = _starts[state]; at < _starts[state + 1]; at++)
            {
                sum += gone is not null && gone[_to[at]] ? 0 : _probabilities[at] * solution[_to[at]];
            }

            residual = Math.Max(residual, Math.Abs(sum - solution[state]));
        }

        return residual;
    }
}
