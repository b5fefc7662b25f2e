using System.Text;

namespace Omua.Analytics;

/// <summary>How the cells of a file are written, as its first rows tell.</summary>
/// <param name="DecimalComma">Whether numbers have a decimal comma.</param>
/// <param name="DayFirst">Whether 03/04/2025 is the third of April.</param>
/// <param name="IsAmbiguous">Whether nothing tells which of the two it is.</param>
internal sealed record CellHabits(bool DecimalComma, bool DayFirst, bool IsAmbiguous)
{
    public const int SampleRows = 1000;

    /// <param name="reader">At the first row.</param>
    /// <param name="width">Fields of the header.</param>
    /// <param name="numbers">The columns of numbers that are read.</param>
    /// <param name="counts">Those of them that hold whole numbers only, so that <c>1.234</c> there is a thousand and more.</param>
    /// <param name="date">The column of days, or -1.</param>
    /// <param name="options">What a person said.</param>
    public static CellHabits Of(CsvRecordReader reader, int width, IReadOnlyList<int> numbers, IReadOnlyList<int> counts, int date, LoadOptions options)
    {
        var (grouped, fractional, commaElsewhere, pointElsewhere) = (false, false, false, false);
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

            foreach (var index in counts)
            {
                var cell = Encoding.UTF8.GetString(reader.Field(index));
                grouped |= NumberCell.IsGroupedByPoints(cell);
                fractional |= cell.Contains('.', StringComparison.Ordinal) && !NumberCell.IsGroupedByPoints(cell);
            }

            // Rates and the like are not read, but they are written as the others are.
            for (var index = 0; index < width; index++)
            {
                if (index != date && !numbers.Contains(index) && NumberCell.TellsDecimalComma(Encoding.UTF8.GetString(reader.Field(index))) is { } tells)
                {
                    commaElsewhere |= tells;
                    pointElsewhere |= !tells;
                }
            }

            if (date >= 0 && DateCell.Slashed(Encoding.UTF8.GetString(reader.Field(date))) is { } day)
            {
                slashed = true;
                dayFirst |= day.First > 12;
                monthFirst |= day.Second > 12;
            }
        }

        return new CellHabits(options.DecimalComma ?? (!point && (comma || (grouped && !fractional) || (commaElsewhere && !pointElsewhere))), options.DayFirst ?? dayFirst, slashed && dayFirst == monthFirst && options.DayFirst is null);
    }
}
