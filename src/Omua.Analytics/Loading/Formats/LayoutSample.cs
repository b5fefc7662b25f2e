using System.Globalization;
using System.Text;

namespace Omua.Analytics;

/// <summary>What the first rows of a file say that its header does not: the currency in the cells, rows that cover several days, hours, and money that is not in micros after all.</summary>
internal static class LayoutSample
{
    private static readonly (string Sign, string Code)[] Signs = [("\u20AC", "EUR"), ("\u00A3", "GBP"), ("\u20B9", "INR"), ("R$", "BRL"), ("z\u0142", "PLN"), ("CHF", "CHF"), ("\u20BA", "TRY"), ("\u20A9", "KRW")];

    public static ExportLayout On(ExportLayout layout, CsvRecordReader reader)
    {
        var money = layout.Measures.Where(measure => measure.Name is MeasureNames.Cost or MeasureNames.Revenue).Select(measure => measure.Index).ToHashSet();
        var (currencies, fractions) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<int>());
        var wrong = new HashSet<int>();
        var (rows, dated, long_, hours, starts) = (0, 0, 0, 0, new HashSet<int>());
        while (rows < CellHabits.SampleRows && reader.Read())
        {
            if (reader.Problem is not null || reader.FieldCount != layout.Header.Count)
            {
                continue;
            }

            rows++;
            foreach (var index in layout.Guessed.Where(index => index != layout.Date && layout.Measures.Any(measure => measure.Index == index)))
            {
                if (NumberCell.Read(reader.Field(index), layout.DecimalComma, out _) is not (NumberState.Number or NumberState.Empty))
                {
                    wrong.Add(index);
                }
            }

            foreach (var index in money)
            {
                var cell = Encoding.UTF8.GetString(reader.Field(index));
                Currency(cell, currencies);
                if (layout.Measures.First(measure => measure.Index == index).Divisor != 1 && NumberCell.Read(reader.Field(index), layout.DecimalComma, out var value) == NumberState.Number && value != Math.Floor(value))
                {
                    fractions.Add(index);
                }
            }

            if (layout.Date >= 0 && DateCell.TryRead(reader.Field(layout.Date), layout.DayFirst, out var day))
            {
                dated++;
                starts.Add(day);
                hours += reader.Field(layout.Date).Length > 11 && reader.Field(layout.Date).IndexOf((byte)':') > 0 && reader.Field(layout.Date).IndexOf(" 00:00"u8) < 0 && reader.Field(layout.Date).IndexOf("T00:00"u8) < 0 ? 1 : 0;
                long_ += layout.DateEnd >= 0 && layout.DateEnd != layout.Date && DateCell.TryRead(reader.Field(layout.DateEnd), layout.DayFirst, out var end) && end > day ? 1 : 0;
            }
        }

        var notes = new List<string>(layout.Notes);
        if (fractions.Count > 0)
        {
            notes.Add($"{string.Join(", ", fractions.Select(index => layout.Header[index]))} holds fractions, so it is money as it stands and not micros.");
        }

        if (hours > 0)
        {
            notes.Add("Rows stand for hours; figures by day are their sums.");
        }

        var isUndated = (dated == 0 && rows > 0 && layout.Date >= 0 && (layout.Guessed.Contains(layout.Date) || !IsNamedDate(layout.Header[layout.Date]))) || (long_ * 2 > dated && starts.Count == 1);
        if (isUndated)
        {
            notes.Add(dated == 0 ? $"Column {layout.Header[layout.Date]} holds no days." : "Each row covers all days of the export at once, so nothing can be said by day.");
        }
        else if (long_ * 2 > dated)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Rows cover several days each and stand on their first one; figures by day, and what rests on them, are not to be had from this export."));
        }

        foreach (var index in layout.Guessed.Where(index => !wrong.Contains(index) && (index != layout.Date || !isUndated)))
        {
            var role = index == layout.Date ? "the day" : layout.Measures.FirstOrDefault(measure => measure.Index == index).Name ?? layout.Dimensions.First(dimension => dimension.Index == index).Name;
            notes.Add($"Column {layout.Header[index]} was taken for {role} by a part of its name; a mapping says it for certain (docs/data.md).");
        }

        return layout with
        {
            Date = isUndated ? -1 : layout.Date,
            Currency = layout.Currency ?? (currencies.Count == 1 && layout.Dimensions.All(known => known.Name != DimensionNames.Currency) ? currencies.First() : null),
            HasMixedMoney = currencies.Count > 1,
            Measures = [.. layout.Measures.Where(measure => !wrong.Contains(measure.Index)).Select(measure => fractions.Contains(measure.Index) ? measure with { Divisor = 1 } : measure)],
            Notes = notes,
        };
    }

    private static bool IsNamedDate(string header) => HeaderName.Normalise(header) is var name && (name.Contains("date", StringComparison.Ordinal) || name.Contains("day", StringComparison.Ordinal));

    /// <summary>The currency that a cell names. A dollar sign alone names several.</summary>
    private static void Currency(string cell, HashSet<string> found)
    {
        foreach (var (sign, code) in Signs)
        {
            if (cell.Contains(sign, StringComparison.Ordinal))
            {
                found.Add(code);
                return;
            }
        }

        foreach (var word in cell.Split([' ', '\u00A0', '\u202F'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length == 3 && CurrencyCodes.Has(word))
            {
                found.Add(word);
            }
        }
    }
}
