using System.Text;

namespace Omua.Analytics;

/// <summary>The cells of a file on the way to a <see cref="TimeTable"/>.</summary>
internal sealed class TimeColumns(string path, List<string> header, List<(long Line, List<string> Cells)> rows, List<RefusedRow> refused)
{
    public TimeTable Build(int? wanted, bool? dayFirst)
    {
        if (rows.Count == 0)
        {
            throw TimeTableReader.NoTable(path, "there is no row below its header");
        }

        var time = wanted ?? Enumerable.Range(0, header.Count).FirstOrDefault(column => rows.Take(20).All(row => MomentCell.TryRead(row.Cells[column], false, out _)), -1);
        if (time < 0)
        {
            throw TimeTableReader.NoTable(path, "no column holds times");
        }

        var days = Order(time, dayFirst);
        var (times, kept) = (new List<DateTime>(), new List<List<string>>());
        foreach (var (line, cells) in rows)
        {
            if (MomentCell.TryRead(cells[time], days, out var moment))
            {
                times.Add(moment);
                kept.Add(cells);
            }
            else
            {
                refused.Add(new RefusedRow(path, line, $"'{Short(cells[time])}' in column {header[time]} is no time"));
            }
        }

        if (kept.Count == 0)
        {
            throw TimeTableReader.NoTable(path, $"column {header[time]} holds no time; the first cell is '{Short(rows[0].Cells[time])}'");
        }

        var (numbers, texts) = (new Dictionary<string, double[]>(StringComparer.Ordinal), new Dictionary<string, string[]>(StringComparer.Ordinal));
        for (var column = 0; column < header.Count; column++)
        {
            if (column == time)
            {
                continue;
            }

            if (Numbers(kept, column) is { } values)
            {
                numbers[header[column]] = values;
            }
            else
            {
                texts[header[column]] = [.. kept.Select(cells => cells[column].Trim())];
            }
        }

        if (numbers.Count == 0)
        {
            throw TimeTableReader.NoTable(path, "no column holds numbers");
        }

        return new TimeTable(Path.GetFileName(path).Split('.')[0], [.. times], numbers, texts, new DatasetQuality
        {
            Files = [path], RowsRead = kept.Count, RowsRefused = refused.Count, Refused = [.. refused.Take(RowBuffer.RefusedLimit)],
            Duplicates = kept.Count - kept.Select(cells => string.Join('\u001f', cells)).Distinct(StringComparer.Ordinal).Count(),
        });
    }

    private bool Order(int time, bool? dayFirst)
    {
        var dates = rows.Select(row => DateCell.Slashed(row.Cells[time])).OfType<(int First, int Second)>().ToList();
        var (day, month) = (dates.Exists(date => date.First > 12), dates.Exists(date => date.Second > 12));
        return dayFirst ?? (dates.Count > 0 && day == month
            ? throw new FaultException(new Fault(FaultCodes.AmbiguousDates, $"The dates in column {header[time]} can be read as day/month and as month/day.", "Write dates as yyyy-MM-dd, or say --day-first.") { File = path })
            : day);
    }

    private static double[]? Numbers(List<List<string>> kept, int column)
    {
        var comma = kept.Exists(cells => NumberCell.TellsDecimalComma(cells[column]) == true) && !kept.Exists(cells => NumberCell.TellsDecimalComma(cells[column]) == false);
        var (values, known) = (new double[kept.Count], 0);
        for (var row = 0; row < kept.Count; row++)
        {
            var state = NumberCell.Read(Encoding.UTF8.GetBytes(kept[row][column]), comma, out var value);
            if (state is NumberState.NotANumber)
            {
                return null;
            }

            values[row] = state == NumberState.Number ? value : double.NaN;
            known += state == NumberState.Number ? 1 : 0;
        }

        return known == 0 ? null : values;
    }

    private static string Short(string cell) => cell.Length <= 40 ? cell : cell[..40] + "…";
}
