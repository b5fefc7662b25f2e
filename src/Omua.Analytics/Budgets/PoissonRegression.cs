namespace Omua.Analytics;

/// <summary>E[y] = exp(row . coefficients), fitted by Newton steps on the Poisson pseudo-likelihood.</summary>
internal sealed class PoissonRegression(double[][] rows, double[] values)
{
    // Keeps the equations solvable where a resample lacks a weekday or a period; far below what one observation says.
    private const double Ridge = 1e-6;
    private readonly int _width = rows[0].Length;

    /// <summary>The coefficients, or null where the steps did not settle. With a start, a fixed small number of steps is enough.</summary>
    public double[]? Fit(double[]? weights, double[]? start, int steps)
    {
        var coefficients = start is null ? new double[_width] : [.. start];
        for (var step = 0; step < steps; step++)
        {
            var (information, score) = Derivatives(coefficients, weights);
            if (Solve(information, score) is not { } change || change.Any(value => !double.IsFinite(value)))
            {
                return null;
            }

            var largest = change.Max(Math.Abs);
            var damping = largest > 2 ? 2 / largest : 1;
            for (var index = 0; index < _width; index++)
            {
                coefficients[index] += damping * change[index];
            }

            if (largest < 1e-9)
            {
                break;
            }
        }

        return coefficients;
    }

    /// <summary>The Poisson pseudo-log-likelihood of coefficients, without the part that does not hang on them.</summary>
    public double LogLikelihood(double[] coefficients)
    {
        var sum = 0.0;
        for (var index = 0; index < rows.Length; index++)
        {
            var exponent = 0.0;
            for (var column = 0; column < _width; column++)
            {
                exponent += rows[index][column] * coefficients[column];
            }

            sum += values[index] * exponent - Math.Exp(Math.Min(exponent, 50));
        }

        return sum;
    }

    /// <summary>Variance over mean of the values about what is expected: 1 for counts, anything for money.</summary>
    public double Dispersion(double[] coefficients)
    {
        var sum = 0.0;
        for (var index = 0; index < rows.Length; index++)
        {
            var exponent = 0.0;
            for (var column = 0; column < _width; column++)
            {
                exponent += rows[index][column] * coefficients[column];
            }

            var expected = Math.Exp(Math.Min(exponent, 50));
            sum += (values[index] - expected) * (values[index] - expected) / expected;
        }

        return sum / Math.Max(1, rows.Length - _width);
    }

    /// <summary>Variance of one column that the others do not explain linearly.</summary>
    public double UnexplainedVariance(int column)
    {
        var information = new double[_width, _width];
        foreach (var row in rows)
        {
            Accumulate(information, row, 1);
        }

        var others = Enumerable.Range(0, _width).Where(index => index != column).ToArray();
        var (matrix, right) = (new double[others.Length, others.Length], new double[others.Length]);
        for (var i = 0; i < others.Length; i++)
        {
            right[i] = information[Math.Max(others[i], column), Math.Min(others[i], column)];
            for (var j = 0; j <= i; j++)
            {
                matrix[i, j] = information[others[i], others[j]];
            }

            matrix[i, i] += Ridge;
        }

        var solution = Solve(matrix, [.. right]);
        var explained = solution is null ? 0 : solution.Zip(right, (left, other) => left * other).Sum();
        return Math.Max(0, information[column, column] - explained) / rows.Length;
    }

    private (double[,] Information, double[] Score) Derivatives(double[] coefficients, double[]? weights)
    {
        var (information, score) = (new double[_width, _width], new double[_width]);
        for (var index = 0; index < rows.Length; index++)
        {
            var weight = weights is null ? 1 : weights[index];
            if (weight == 0)
            {
                continue;
            }

            var row = rows[index];
            var exponent = 0.0;
            for (var column = 0; column < _width; column++)
            {
                exponent += row[column] * coefficients[column];
            }

            var expected = Math.Exp(Math.Min(exponent, 50));
            for (var column = 0; column < _width; column++)
            {
                score[column] += weight * (values[index] - expected) * row[column];
            }

            Accumulate(information, row, weight * expected);
        }

        for (var column = 0; column < _width; column++)
        {
            information[column, column] += Ridge;
        }

        return (information, score);
    }

    private static void Accumulate(double[,] sums, double[] row, double weight)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] != 0)
            {
                for (var j = 0; j <= i; j++)
                {
                    sums[i, j] += weight * row[i] * row[j];
                }
            }
        }
    }

    // Cholesky on the lower triangle, in place.
    private static double[]? Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= matrix[i, k] * matrix[j, k];
                }

                if (i == j && !(sum > 0))
                {
                    return null;
                }

                matrix[i, j] = i == j ? Math.Sqrt(sum) : sum / matrix[j, j];
            }

            for (var k = 0; k < i; k++)
            {
                right[i] -= matrix[i, k] * right[k];
            }

            right[i] /= matrix[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                right[i] -= matrix[k, i] * right[k];
            }

            right[i] /= matrix[i, i];
        }

        return right;
    }
}
