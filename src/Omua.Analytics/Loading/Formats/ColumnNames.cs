using System.Text.RegularExpressions;

namespace Omua.Analytics;

/// <summary>The names of a header as formats look for them: normalised, in English, without a currency that stands behind in brackets.</summary>
internal sealed partial class ColumnNames
{
    private readonly List<string> _names = [];

    public ColumnNames(IReadOnlyList<string> header)
    {
        Header = header;
        foreach (var name in header)
        {
            // Meta and others write the currency into the name of the column: "Amount spent (USD)".
            var match = CurrencyInName().Match(name);
            var isMoney = match.Success && CurrencyCodes.Has(match.Groups["code"].Value);
            if (isMoney)
            {
                Currencies.Add(match.Groups["code"].Value);
            }

            _names.Add(HeaderWords.ToEnglish(HeaderName.Normalise(isMoney ? match.Groups["name"].Value : name)));
        }
    }

    /// <summary>The header as it stands in the file.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The currencies that names of columns state.</summary>
    public SortedSet<string> Currencies { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that several columns have; the first is read.</summary>
    public IEnumerable<string> Repeated => _names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1)
        .Select(group => Header[_names.IndexOf(group.Key)]);

    public string Name(int column) => _names[column];

    public bool Has(string name) => _names.Contains(name);

    /// <summary>The first column of that name, or -1.</summary>
    public int Of(string name) => _names.IndexOf(name);

    /// <summary>The columns of these names that are there, in the order of the names.</summary>
    public IEnumerable<int> Of(IReadOnlyList<string> names) => names.Select(Of).Where(index => index >= 0);

    [GeneratedRegex(@"^(?<name>.+?)\s*[\(\[](?<code>[A-Z]{3})[\)\]]\s*$")]
    private static partial Regex CurrencyInName();
}
