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

    public double? Sum(int measure) => measure >= 0 && _rowsWith[measure] > 0 ? _sums[measure] + _lost[measure] : null;

    /// <summary>Whether some rows carry the measure and others do not, so that its sum must not meet the sum of another measure.</summary>
    public bool IsPartial(int measure) => measure >= 0 && _rowsWith[measure] > 0 && _rowsWith[measure] < RowCount;
}
