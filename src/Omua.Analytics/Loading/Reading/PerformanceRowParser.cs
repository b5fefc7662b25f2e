using System.Globalization;
using System.Text;

namespace Omua.Analytics;

/// <summary>Turns records into rows of a <see cref="RowBuffer"/>, or says why one is refused.</summary>
internal sealed class PerformanceRowParser
{
    private readonly ExportLayout _layout;
    private readonly int _year;
    private readonly double[] _measures;
    private readonly int _impressions;
    private readonly int _clicks;
    private readonly int _campaign;
    private readonly (int Index, double Divisor)[] _measureFields;
    private readonly int[] _dimensionFields;
    private readonly byte[] _lastDate = new byte[10];
    private int _lastDay = -1;

    public PerformanceRowParser(ExportLayout layout, LoadOptions options)
    {
        _layout = layout;
        _year = options.Year ?? LoadOptions.PlaceholderYear;
        _measures = new double[layout.Measures.Count];
        _measureFields = [.. layout.Measures.Select(measure => (measure.Index, measure.Divisor))];
        _dimensionFields = [.. layout.Dimensions.Select(dimension => dimension.Index)];
        var names = layout.Measures.Select(measure => measure.Name).ToList();
        _impressions = names.IndexOf(MeasureNames.Impressions);
        _clicks = names.IndexOf(MeasureNames.Clicks);
        _campaign = layout.Dimensions.FirstOrDefault(dimension => dimension.Name == DimensionNames.Campaign, (Name: "", Index: -1)).Index;
    }

    public RowBuffer Buffer(int capacity) => new(_dimensionFields.Length, _measures.Length, _layout.HasDays, capacity);

    public void Parse(CsvRecordReader reader, RowBuffer rows)
    {
        if (reader.Problem is not null)
        {
            rows.Refuse(reader.Line, reader.Problem);
        }
        else if (reader.FieldCount != _layout.Header.Count)
        {
            WrongWidth(reader, rows);
        }
        else if (IsBlank(reader))
        {
            // Spreadsheets write empty rows below a table.
            rows.BlankRows++;
        }
        else if (!TryDay(reader, out var day, out var reason))
        {
            RefuseUnlessTotal(reader, rows, reason);
        }
        else if ((!_layout.HasDays && TotalRow.Is(reader.Field(0))) || (_campaign >= 0 && TotalRow.Is(reader.Field(_campaign))))
        {
            rows.TotalRows++;
        }
        else if (_layout.Format.EmptyCampaignIsTotal && _campaign >= 0 && reader.Field(_campaign).IsEmpty)
        {
            rows.TotalRows++;
        }
        else if (TryMeasures(reader, rows, out reason))
        {
            Keep(reader, rows, day);
        }
        else
        {
            rows.Refuse(reader.Line, reason);
        }
    }

    private void Keep(CsvRecordReader reader, RowBuffer rows, int day)
    {
        var row = rows.Next();
        for (var index = 0; index < _dimensionFields.Length; index++)
        {
            var field = _dimensionFields[index];
            rows.Codes[index][row] = rows.Dictionaries[index].Code(reader.IsEscaped(field) ? ShownCell.Unescaped(reader.Field(field)) : reader.Field(field));
        }

        for (var index = 0; index < _measures.Length; index++)
        {
            rows.Measures[index][row] = _measures[index];
        }

        if (rows.Days is not null)
        {
            rows.Days[row] = day;
        }

        rows.Hashes[row] = ByteHash.Of(reader.Record.TrimEnd("\r\n"u8));
        rows.Keep();
        if (_impressions >= 0 && _clicks >= 0 && _measures[_clicks] > _measures[_impressions])
        {
            rows.ClicksAboveImpressions++;
        }
    }

    private bool TryMeasures(CsvRecordReader reader, RowBuffer rows, out string reason)
    {
        reason = "";
        for (var index = 0; index < _measureFields.Length; index++)
        {
            var (field, divisor) = _measureFields[index];
            var state = NumberCell.Read(reader.Field(field), _layout.DecimalComma, out var value);
            if (state == NumberState.Empty)
            {
                rows.EmptyCells++;
            }
            else if (state != NumberState.Number)
            {
                reason = $"{_layout.Header[field]} is {ShownCell.Of(reader.Field(field))}, which is {(state == NumberState.NotFinite ? "not a finite number" : "no number")}";
                return false;
            }

            if (value < 0)
            {
                if (_layout.Measures[index].Name is not MeasureNames.Revenue)
                {
                    reason = $"{_layout.Header[field]} is {ShownCell.Of(reader.Field(field))}; it cannot be negative";
                    return false;
                }

                rows.NegativeRevenue++;
            }

            _measures[index] = divisor == 1 ? value : value / divisor;
        }

        return true;
    }

    private bool TryDay(CsvRecordReader reader, out int day, out string reason)
    {
        reason = "";
        day = 0;
        if (_layout.Date >= 0)
        {
            var cell = reader.Field(_layout.Date);
            if (_lastDay >= 0 && cell.SequenceEqual(_lastDate))
            {
                day = _lastDay;
                return true;
            }

            if (DateCell.TryRead(cell, _layout.DayFirst, out day))
            {
                if (cell.Length == _lastDate.Length)
                {
                    cell.CopyTo(_lastDate);
                    _lastDay = day;
                }

                return true;
            }

            reason = $"{_layout.Header[_layout.Date]} is {ShownCell.Of(cell)}, which is no date";
            return false;
        }

        return _layout.Month < 0 || TryMonthAndDay(reader, out day, out reason);
    }

    private bool TryMonthAndDay(CsvRecordReader reader, out int day, out string reason)
    {
        reason = "";
        day = 0;
        var month = Encoding.UTF8.GetString(reader.Field(_layout.Month));
        var dayOfMonth = Encoding.UTF8.GetString(reader.Field(_layout.Day));
        if (month.Length <= 20 && dayOfMonth.Length <= 2 && DateOnly.TryParseExact($"{dayOfMonth} {month} {_year:0000}", ["d MMMM yyyy", "d MMM yyyy", "d M yyyy"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            day = date.DayNumber;
            return true;
        }

        reason = $"{ShownCell.Of(reader.Field(_layout.Month))} {ShownCell.Of(reader.Field(_layout.Day))} is no month and day";
        return false;
    }

    private void WrongWidth(CsvRecordReader reader, RowBuffer rows)
    {
        var width = reader.FieldCount;
        if (width > 0 && TotalRow.Is(reader.Field(0)))
        {
            rows.TotalRows++;
            return;
        }

        if (width > 0 && (IsBlank(reader) || TotalRow.IsFooter(reader.Field(0))))
        {
            rows.BlankRows++;
            return;
        }

        reader.KeepFirstLineOnly();
        rows.Refuse(reader.Line, $"the row has {width} fields where the header has {_layout.Header.Count}");
    }

    private void RefuseUnlessTotal(CsvRecordReader reader, RowBuffer rows, string reason)
    {
        if (TotalRow.Is(reader.Field(0)) || (_campaign >= 0 && TotalRow.Is(reader.Field(_campaign))))
        {
            rows.TotalRows++;
            return;
        }

        if (TotalRow.IsFooter(reader.Field(0)))
        {
            rows.BlankRows++;
            return;
        }

        rows.Refuse(reader.Line, reason);
    }

    private static bool IsBlank(CsvRecordReader reader)
    {
        for (var index = 0; index < reader.FieldCount; index++)
        {
            if (!reader.Field(index).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }
}
