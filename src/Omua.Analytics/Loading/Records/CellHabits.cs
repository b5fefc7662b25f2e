using System.Text;

namespace Omua.Analytics;

/// <summary>How the cells of a file are written, as its first rows tell.</summary>
/// <param name="DecimalComma">Whether numbers have a decimal comma.</param>
/// <param name="DayFirst">Whether 03/04/2025 is the third of April.</param>
/// <param name="IsAmbiguous">Whether nothing tells which of the two it is.</param>
internal sealed record CellHabits(bool DecimalComma, bool DayFirst, bool IsAmbiguous)
{
    public const int SampleRows = 1000;

    public static CellHabits Of(CsvRecordReader reader, int width, IReadOnlyList<int> numbers, int date, LoadOptions options)
    {
        var (comma, point, dayFirst, monthFirst, slashed) = (false, false, false, false, false);
        for (var row = 0; row < SampleRows && reader.Read(); row++)
        {
            if (reader.FieldCount != width)
            {
                continue;
            }

            foreach (var index in numbers)
            {
                var tells = NumberCell.TellsDecimalComma(Encoding.UTF8.GetString(reader.Field(index)));
                comma |= tells == true;
                point |= tells == false;
            }

            if (date >= 0 && DateCell.Slashed(Encoding.UTF8.GetString(reader.Field(date))) is { } day)
            {
                slashed = true;
                dayFirst |= day.First > 12;
                monthFirst |= day.Second > 12;
            }
        }

        return new CellHabits(comma && !point, options.DayFirst ?? dayFirst, slashed && dayFirst == monthFirst && options.DayFirst is null);
    }
}
