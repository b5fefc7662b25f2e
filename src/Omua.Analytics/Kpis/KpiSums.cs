namespace Omua.Analytics;

/// <summary>Running sums of one group: for each measure the sum, what rounding lost of it, and how many rows carried the measure.</summary>
internal sealed class KpiSums(int measures)
{
    private readonly double[] _sums = new double[measures];
    private readonly double[] _lost = new double[measures];
    private readonly long[] _rowsWith = new long[measures];

    public long RowCount { get; set; }

    public void Add(int measure, double sum, double lost, long rows)
    {
        // Neumaier's summation: the order of rows and of files does not show in the digits that are printed.
        var total = _sums[measure] + sum;
        _lost[measure] += Math.Abs(_sums[measure]) >= Math.Abs(sum) ? _sums[measure] - total + sum : sum - total + _sums[measure];
        _lost[measure] += lost;
        _sums[measure] = total;
        _rowsWith[measure] += rows;
    }

    public void Add(KpiSums other)
    {
        RowCount += other.RowCount;
        for (var measure = 0; measure < _sums.Length; measure++)
        {
            Add(measure, other._sums[measure], other._lost[measure], other._rowsWith[measure]);
        }
    }

    public double? Sum(int measure) => measure >= 0 && _rowsWith[measure] > 0 ? Rounded(_sums[measure] + _lost[measure]) : null;

    /// <summary>
    /// Cells are decimals, and what is left after compensation is the error of writing them as doubles, beyond the 15th digit. Through decimal the sum comes out as
    /// 231.33 and not as 231.32999999999998.
    /// </summary>
    private static double Rounded(double sum) => Math.Abs(sum) < 1e15 ? (double)(decimal)sum : sum;

    /// <summary>Whether some rows carry the measure and others do not, so that its sum must not meet the sum of another measure.</summary>
    public bool IsPartial(int measure) => measure >= 0 && _rowsWith[measure] > 0 && _rowsWith[measure] < RowCount;
}
