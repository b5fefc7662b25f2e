using System.Text;

namespace Omua.Analytics;

/// <summary>Guesses from name and cells what a column is.</summary>
internal static class ColumnGuess
{
    // Parts of names, the most telling first. Ratios are no measures: they come from summed parts.
    private static readonly (string Role, bool IsNumber, string[] Parts)[] Parts =
    [
        ("", true, ["ctr", "cpc", "cpm", "cpa", "cpl", "roas", "acos", "rate", "percent", "anteil", "quote", "avg", "average", "frequency", "reach", "durchschn"]),
        (MeasureNames.Impressions, true, ["impr", "einblend", "displays", "affichage", "vertoning"]),
        (MeasureNames.Clicks, true, ["click", "klick", "clic", "clique", "swipe", "taps", "visits"]),
        (MeasureNames.Revenue, true, ["revenue", "umsatz", "erlös", "value", "wert", "sales", "turnover", "ingres", "receita", "ricav", "omzet", "income", "gmv"]),
        (MeasureNames.Cost, true, ["cost", "spend", "spent", "kosten", "coût", "ausgabe", "gasto", "custo", "costo", "betrag", "dépense", "invest", "budgetused"]),
        (MeasureNames.Conversions, true, ["conv", "purchase", "order", "bestell", "lead", "install", "signup", "regist", "achat", "kauf", "compra", "result", "acquisition", "sold"]),
        ("date", false, ["date", "datum", "day", "fecha", "data", "tag", "jour", "giorno", "time"]),
        (DimensionNames.Campaign, false, ["campaign", "kampagne", "campagne", "campaña", "campanha", "campagna", "aktion", "initiative"]),
        (DimensionNames.AdSet, false, ["adset", "adgroup", "anzeigengruppe", "lineitem", "insertion"]),
        (DimensionNames.Channel, false, ["channel", "kanal", "canal", "source", "medium", "network", "netzwerk"]),
        (DimensionNames.Currency, false, ["currency", "währung", "devise", "moneda", "valuta"]),
        ("country", false, ["country", "land", "pays", "market", "geo"]), ("device", false, ["device", "gerät", "dispositiv"]), ("placement", false, ["placement", "platzierung", "position"]),
        (DimensionNames.Ad, false, ["creative", "adname", "anzeige", "annonce"]),
    ];

    public static (string Role, string Reason)? Of(string name, IReadOnlyList<string> cells, bool decimalComma, IReadOnlySet<string> taken)
    {
        var plain = HeaderName.Normalise(name);
        var isNumber = cells.All(cell => NumberCell.Read(Encoding.UTF8.GetBytes(cell), decimalComma, out _) is NumberState.Number or NumberState.Empty);
        var isDay = !cells.All(cell => cell.All(char.IsAsciiDigit) && cell.Length != 8)
            && cells.All(cell => DateCell.TryRead(Encoding.UTF8.GetBytes(cell), false, out _) || DateCell.TryRead(Encoding.UTF8.GetBytes(cell), true, out _));
        if (isDay)
        {
            return taken.Contains("date") ? null : ("date", "its cells are days");
        }

        // English names that exports use come before parts of names.
        var english = HeaderWords.ToEnglish(plain);
        var known = GenericFormat.Format.Measures.FirstOrDefault(rule => isNumber && rule.Columns.Contains(english))?.Name
            ?? GenericFormat.Format.Dimensions.FirstOrDefault(rule => rule.Columns.Contains(english))?.Name;
        if (known is not null && !taken.Contains(known))
        {
            return (known, "by its name");
        }

        foreach (var (role, number, parts) in Parts)
        {
            if (number == isNumber && role != "date" && Array.Exists(parts, part => plain.Contains(part, StringComparison.Ordinal)))
            {
                return role.Length == 0 || taken.Contains(role) ? null : (role, "by a part of its name; check it");
            }
        }

        // Text with few values is something to group by.
        var distinct = cells.Distinct(StringComparer.Ordinal).Count();
        var snake = HeaderName.Snake(name);
        return !isNumber && distinct <= Math.Max(20, cells.Count / 2) && !taken.Contains(snake) ? (snake, "text with few values") : null;
    }
}
