using System.Text;

namespace Omua.Analytics;

/// <summary>Month names as the ad platforms' interfaces write them in other languages than English.</summary>
internal static class MonthWords
{
    private static readonly string[] English = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    // German, French, Spanish, Portuguese, Italian, Dutch, Polish; the first letters of a month are enough to tell it.
    private static readonly string[][] Words =
    [
        ["januar", "jänner", "janv", "janvier", "enero", "ene", "janeiro", "gennaio", "gen", "januari", "stycznia", "sty"],
        ["februar", "févr", "février", "fevr", "febrero", "fevereiro", "fev", "febbraio", "februari", "lutego", "lut"],
        ["märz", "mär", "mrz", "mars", "marzo", "março", "maart", "mrt", "marca"],
        ["april", "avr", "avril", "abril", "abr", "aprile", "kwietnia", "kwi"],
        ["mai", "mayo", "maio", "maggio", "mag", "mei", "maja", "maj"],
        ["juni", "juin", "junio", "junho", "giugno", "giu", "czerwca", "cze"],
        ["juli", "juil", "juillet", "julio", "julho", "luglio", "lug", "lipca", "lip"],
        ["august", "août", "aout", "agosto", "ago", "augustus", "sierpnia", "sie"],
        ["september", "sept", "septembre", "septiembre", "setembro", "set", "settembre", "września", "wrz"],
        ["oktober", "okt", "octobre", "octubre", "outubro", "out", "ottobre", "ott", "października", "paź"],
        ["november", "novembre", "noviembre", "novembro", "listopada", "lis"],
        ["dezember", "dez", "déc", "décembre", "diciembre", "dic", "dezembro", "dicembre", "december", "grudnia", "gru"],
    ];

    private static readonly Dictionary<string, string> ToEnglish =
        Words.SelectMany((words, month) => words.Select(word => (word, month))).ToDictionary(pair => pair.word, pair => English[pair.month], StringComparer.OrdinalIgnoreCase);

    /// <summary>The text with its month in English and without the small words around it (<c>1 de abril de 2025</c>, <c>1. April 2025</c>, <c>2025年4月1日</c>); null where there is none.</summary>
    public static string? Plain(string text)
    {
        if (text.Contains('年', StringComparison.Ordinal) && text.Contains('月', StringComparison.Ordinal))
        {
            return text.Replace('年', '-').Replace('月', '-').TrimEnd('日');
        }

        var (plain, found) = (new StringBuilder(text.Length), false);
        foreach (var part in text.Split([' ', '.', '-', '/'], StringSplitOptions.RemoveEmptyEntries).Where(part => part is not "de" and not "del" and not "do"))
        {
            found |= ToEnglish.ContainsKey(part);
            plain.Append(plain.Length > 0 ? " " : "").Append(ToEnglish.GetValueOrDefault(part, part));
        }

        return found ? plain.ToString() : null;
    }
}
