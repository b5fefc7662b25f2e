using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Omua.Analytics;

/// <summary>What moves the outcome beside the channels: intercept, controls, season, trend. Columns that the earlier ones tell already are left out.</summary>
internal sealed class MixDesign
{
    private const double Tolerance = 1e-9;
    private readonly List<(string Name, double[] Values)> _columns = [];
    private readonly List<double[]> _basis = [];
    private readonly List<string> _leftOut = [];

    public MixDesign(MixInput input, MixOptions options)
    {
        var count = input.Times.Count;
        Add("intercept", [.. Enumerable.Repeat(1.0, count)]);
        foreach (var control in input.Controls)
        {
            Add(control.Name, [.. control.Values]);
        }

        for (var order = 1; order <= options.SeasonOrder; order++)
        {
            var angle = 2 * Math.PI * order / options.YearDays;
            Add(string.Create(CultureInfo.InvariantCulture, $"season_sin_{order}"), [.. input.Times.Select(time => Math.Sin(angle * time.DayOfYear))]);
            Add(string.Create(CultureInfo.InvariantCulture, $"season_cos_{order}"), [.. input.Times.Select(time => Math.Cos(angle * time.DayOfYear))]);
        }

        for (var degree = 1; degree <= options.TrendDegree; degree++)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"trend_{degree}"), [.. Enumerable.Range(0, count).Select(period => Math.Pow((double)period / (count - 1), degree))]);
        }
    }

    public int Count => _columns.Count;

    /// <summary>Names of columns that were told by others.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>What of the values the columns do not explain.</summary>
    public double[] Rest(IReadOnlyList<double> values)
    {
        double[] rest = [.. values];
        // Twice, since one pass of Gram-Schmidt loses digits where columns are nearly parallel.
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var direction in _basis)
            {
                var share = VectorMath.Dot(direction, rest);
                for (var row = 0; row < rest.Length; row++)
                {
                    rest[row] -= share * direction[row];
                }
            }
        }

        return rest;
    }

    /// <summary>Least-squares coefficients of the columns for values, by name.</summary>
    public IReadOnlyDictionary<string, double> Coefficients(IReadOnlyList<double> values)
    {
        var matrix = Matrix<double>.Build.DenseOfColumnArrays(_columns.Select(column => column.Values));
        var solved = matrix.QR().Solve(Vector<double>.Build.DenseOfEnumerable(values));
        return _columns.Select((column, index) => (column.Name, Value: solved[index])).ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
    }

    private void Add(string name, double[] values)
    {
        var (length, rest) = (Math.Sqrt(VectorMath.Dot(values, values)), Rest(values));
        var own = Math.Sqrt(VectorMath.Dot(rest, rest));
        if (!(own > Tolerance * length))
        {
            _leftOut.Add(name);
            return;
        }

        _columns.Add((name, values));
        _basis.Add([.. rest.Select(value => value / own)]);
    }
}
