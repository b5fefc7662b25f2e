namespace Omua.Agents.Figures;

/// <summary>Figures as JSON in snake_case; a ratio without a denominator is null.</summary>
internal static class FigureJson
{
    public static JsonObject Of(KpiFigures figures)
    {
        var json = new JsonObject
        {
            ["rows"] = figures.RowCount,
            ["currency"] = figures.Currency,
            ["impressions"] = figures.Impressions,
            ["clicks"] = figures.Clicks,
            ["cost"] = figures.Cost,
            ["conversions"] = figures.Conversions,
            ["revenue"] = figures.Revenue,
            ["margin"] = figures.Margin,
            ["ctr"] = figures.Ctr,
            ["cpc"] = figures.Cpc,
            ["cpm"] = figures.Cpm,
            ["cpa"] = figures.Cpa,
            ["cvr"] = figures.Cvr,
            ["roas"] = figures.Roas,
        };
        foreach (var (name, interval) in new[] { ("cpc_interval", figures.CpcInterval), ("cpa_interval", figures.CpaInterval), ("roas_interval", figures.RoasInterval) })
        {
            if (interval is not null)
            {
                json[name] = Of(interval);
            }
        }

        foreach (var (name, value) in figures.Further)
        {
            json[name] = value;
        }

        return json;
    }

    public static JsonObject Of(KpiRow row) => new() { ["key"] = Key(row.Key), ["figures"] = Of(row.Figures) };

    public static JsonObject Key(IReadOnlyDictionary<string, string> key)
    {
        var json = new JsonObject();
        foreach (var (name, value) in key)
        {
            json[name] = value;
        }

        return json;
    }

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]);

    public static JsonNode? Of(Interval? interval) =>
        interval is { } range ? new JsonObject { ["low"] = range.Low, ["high"] = range.High, ["level"] = range.Level } : null;
}
