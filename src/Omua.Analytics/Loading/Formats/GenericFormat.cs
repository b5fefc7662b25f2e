using System.Text.RegularExpressions;

namespace Omua.Analytics;

/// <summary>Performance tables in no vendor's exact shape: the canonical columns under their common names, in any order.</summary>
internal static partial class GenericFormat
{
    public const string Name = "generic.performance";

    private static readonly string[] Date = ["date", "day", "reportingstarts", "datestart", "reportdate"];
    private static readonly string[] Currency = ["currency", "currencycode", "accountcurrency"];

    private static readonly (string Measure, double Divisor, string[] Columns)[] Measures =
    [
        (MeasureNames.Impressions, 1, ["impressions", "impr", "imps", "displays"]),
        (MeasureNames.Clicks, 1, ["clicks", "linkclicks", "inlinelinkclicks", "clicksall"]),
        (MeasureNames.Cost, 1, ["cost", "spend", "spent", "amountspent", "adspend"]),
        (MeasureNames.Cost, 1e6, ["costmicros"]),
        (MeasureNames.Conversions, 1, ["conversions", "conv", "results", "purchases", "installs"]),
        (MeasureNames.Revenue, 1, ["revenue", "convvalue", "conversionvalue", "conversionsvalue", "totalconvvalue", "purchasesconversionvalue", "purchaseconversionvalue"]),
    ];

    private static readonly (string Dimension, string[] Columns)[] Dimensions =
    [
        (DimensionNames.Campaign, ["campaign", "campaignname", "campaignid", "campaignnumber"]),
        (DimensionNames.Channel, ["channel"]),
        (DimensionNames.AdSet, ["adset", "adsetname", "adgroup", "adgroupname", "adsetid", "adgroupid"]),
        (DimensionNames.Ad, ["ad", "adname", "adid"]),
        (DimensionNames.Currency, Currency),
        ("account", ["account", "accountname", "accountid", "customerid"]),
        ("country", ["country", "countryterritory"]), ("region", ["region"]), ("device", ["device", "devicetype"]), ("platform", ["platform"]),
        ("placement", ["placement"]), ("network", ["network"]), ("age", ["age"]), ("gender", ["gender"]), ("keyword", ["keyword"]),
        ("search_term", ["searchterm"]), ("match_type", ["matchtype"]), ("os", ["os"]), ("banner", ["banner"]), ("creative", ["creative"]),
    ];

    public static IReadOnlyList<string> Looked { get; } = ["impressions", "clicks", "cost"];

    /// <summary>The layout of a header in this shape, or null where it is none.</summary>
    public static ExportFormat? For(IReadOnlyList<string> header, out string? currency)
    {
        currency = null;
        var names = header.Select(HeaderName.Normalise).ToList();
        var measures = new List<(string, string, double)>();
        foreach (var (measure, divisor, columns) in Measures)
        {
            var column = columns.FirstOrDefault(names.Contains) ?? WithCurrency(header, names, columns, ref currency);
            if (column is not null && !measures.Exists(known => known.Item1 == measure))
            {
                measures.Add((measure, column, divisor));
            }
        }

        var dimensions = new List<(string, string)>();
        foreach (var (dimension, columns) in Dimensions)
        {
            if (columns.FirstOrDefault(names.Contains) is { } column)
            {
                dimensions.Add((dimension, column));
            }
        }

        var date = Date.FirstOrDefault(names.Contains);
        var delivers = measures.Exists(measure => measure.Item1 is MeasureNames.Impressions or MeasureNames.Clicks or MeasureNames.Cost);
        return delivers && measures.Count >= 2 && (date is not null || dimensions.Count > 0)
            ? new ExportFormat(Name) { Required = [], Date = date, Dimensions = dimensions, Measures = measures }
            : null;
    }

    /// <summary>Meta writes the currency into the name of the column: <c>Amount spent (USD)</c>.</summary>
    private static string? WithCurrency(IReadOnlyList<string> header, List<string> names, string[] columns, ref string? currency)
    {
        for (var index = 0; index < header.Count; index++)
        {
            if (CurrencyInName().Match(header[index]) is { Success: true } match && columns.Contains(HeaderName.Normalise(match.Groups["name"].Value)))
            {
                currency ??= match.Groups["code"].Value;
                return names[index];
            }
        }

        return null;
    }

    [GeneratedRegex(@"^(?<name>.+?)\s*\((?<code>[A-Z]{3})\)\s*$")]
    private static partial Regex CurrencyInName();
}
