namespace Omua.Analytics;

/// <summary>Finds a minimum without derivatives. Source: Nelder and Mead (1965), Computer Journal 7; started again where it settled until that brings nothing.</summary>
internal static class Simplex
{
    private const int EvaluationLimit = 20_000;
    private const double Tolerance = 1e-9;

    public static (double[] At, double Value) Minimise(Func<double[], double> cost, double[] start, double step = 0.5)
    {
        var (best, value) = Once(cost, start, step);
        for (var restart = 0; restart < 4; restart++)
        {
            var (again, lower) = Once(cost, best, step / 4);
            var gained = value - lower;
            (best, value) = lower < value ? (again, lower) : (best, value);
            if (gained < Tolerance * Math.Max(1, Math.Abs(value)))
            {
                break;
            }
        }

        return double.IsFinite(value) ? (best, value) : throw MathsFaults.NotSettled("The fit", double.MaxValue, Tolerance);
    }

    private static (double[] At, double Value) Once(Func<double[], double> cost, double[] start, double step)
    {
        var size = start.Length;
        double At(double[] point) => cost(point) is var value && double.IsFinite(value) ? value : double.MaxValue;
        var corners = Enumerable.Range(0, size + 1).Select(corner =>
        {
            var point = (double[])start.Clone();
            if (corner > 0)
            {
                point[corner - 1] += step;
            }

            return (Point: point, Value: At(point));
        }).ToArray();
        for (var evaluations = size + 1; evaluations < EvaluationLimit;)
        {
            Array.Sort(corners, (a, b) => a.Value.CompareTo(b.Value));
            var spread = Enumerable.Range(0, size).Max(axis => Math.Abs(corners[size].Point[axis] - corners[0].Point[axis]));
            if (corners[size].Value - corners[0].Value <= Tolerance * 1e-3 * Math.Max(1, Math.Abs(corners[0].Value)) && spread < 1e-6)
            {
                break;
            }

            double[] middle = [.. Enumerable.Range(0, size).Select(axis => corners.Take(size).Average(corner => corner.Point[axis]))];
            double[] Along(double factor) => [.. middle.Select((value, axis) => value + factor * (corners[size].Point[axis] - value))];
            var reflected = Along(-1);
            var reflectedValue = At(reflected);
            evaluations++;
            if (reflectedValue < corners[0].Value)
            {
                var expanded = Along(-2);
                var expandedValue = At(expanded);
                evaluations++;
                corners[size] = expandedValue < reflectedValue ? (expanded, expandedValue) : (reflected, reflectedValue);
            }
            else if (reflectedValue < corners[size - 1].Value)
            {
                corners[size] = (reflected, reflectedValue);
            }
            else
            {
                var contracted = Along(reflectedValue < corners[size].Value ? -0.5 : 0.5);
                var contractedValue = At(contracted);
                evaluations++;
                if (contractedValue < Math.Min(reflectedValue, corners[size].Value))
                {
                    corners[size] = (contracted, contractedValue);
                    continue;
                }

                for (var corner = 1; corner <= size; corner++)
                {
                    double[] closer = [.. corners[corner].Point.Select((value, axis) => corners[0].Point[axis] + 0.5 * (value - corners[0].Point[axis]))];
                    corners[corner] = (closer, At(closer));
                    evaluations++;
                }
            }
        }

        var least = corners.MinBy(corner => corner.Value);
        return least;
    }
}
