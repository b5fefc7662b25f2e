namespace Omua.Analytics;

/// <summary>
/// One row for each unit of an experiment. Rows of one unit in one arm are joined: numbers are added, yes and no stay yes or no. A unit that is in several arms says nothing about
/// any of them and is left out.
/// </summary>
internal sealed class ExperimentUnits
{
    // Text with more values than this is a name or an address, and nothing to compare by.
    private const int MostValues = 100;

    public ExperimentUnits(RecordRows rows)
    {
        var (arms, units) = (rows.Column(RecordNames.Arm)!, rows.Column(RecordNames.Unit));
        var (rowOfUnit, unitOfRow, leftOut) = Join(rows.Count, arms.Codes, units);
        var metrics = rows.Columns.Where(column => column.Role.Cell == RecordCell.Number)
            .ToDictionary(column => column.Role.Name, column => Joined(column.Numbers, unitOfRow, rowOfUnit.Count), StringComparer.Ordinal);
        var dimensions = rows.Columns.Where(column => column != arms && column != units && column.Role.Cell == RecordCell.Text && column.Values.Count <= MostValues)
            .ToDictionary(column => column.Role.Name, column => (rowOfUnit.Select(row => column.Codes[row]).ToArray(), column.Values), StringComparer.Ordinal);
        Table = new ExperimentTable(arms.Values, [.. rowOfUnit.Select(row => arms.Codes[row])], metrics, dimensions);
        Notes = [.. Said(rows.Count, rowOfUnit.Count, leftOut)];
    }

    public ExperimentTable Table { get; }

    public IReadOnlyList<string> Notes { get; }

    private static (List<int> RowOfUnit, int[] UnitOfRow, int LeftOut) Join(int count, List<int> arms, RecordColumn? units)
    {
        var unitOfRow = new int[count];
        if (units is null || units.Values.Count == count)
        {
            return ([.. Enumerable.Range(0, count)], [.. Enumerable.Range(0, count)], 0);
        }

        var (firstRow, isMixed) = (new int[units.Values.Count], new bool[units.Values.Count]);
        Array.Fill(firstRow, -1);
        for (var row = 0; row < count; row++)
        {
            ref var first = ref firstRow[units.Codes[row]];
            isMixed[units.Codes[row]] |= first >= 0 && arms[first] != arms[row];
            first = first < 0 ? row : first;
        }

        var (rowOfUnit, number) = (new List<int>(), new int[units.Values.Count]);
        for (var unit = 0; unit < number.Length; unit++)
        {
            number[unit] = isMixed[unit] ? -1 : rowOfUnit.Count;
            if (!isMixed[unit])
            {
                rowOfUnit.Add(firstRow[unit]);
            }
        }

        for (var row = 0; row < count; row++)
        {
            unitOfRow[row] = number[units.Codes[row]];
        }

        return (rowOfUnit, unitOfRow, isMixed.Count(mixed => mixed));
    }

    private static double[] Joined(List<double> values, int[] unitOfRow, int units)
    {
        var isFlag = values.TrueForAll(value => value is 0 or 1);
        var joined = new double[units];
        for (var row = 0; row < unitOfRow.Length; row++)
        {
            if (unitOfRow[row] is >= 0 and var unit)
            {
                joined[unit] = isFlag ? Math.Max(joined[unit], values[row]) : joined[unit] + values[row];
            }
        }

        return joined;
    }

    private static IEnumerable<string> Said(int rows, int units, int leftOut)
    {
        if (leftOut > 0)
        {
            yield return $"{leftOut} unit(s) are in more than one arm and were left out.";
        }

        if (rows > units + leftOut)
        {
            yield return $"{rows} rows are of {units + leftOut} units: rows of one unit were joined, numbers added, yes and no kept as yes or no.";
        }
    }
}
