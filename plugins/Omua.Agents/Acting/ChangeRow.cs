namespace Omua.Agents.Acting;

/// <summary>One approved budget, as the host hands it over.</summary>
/// <param name="Proposal">The proposal's id.</param>
/// <param name="Dimension">What is changed: <c>campaign</c>, <c>ad_set</c>.</param>
/// <param name="Name">Its name in the export.</param>
/// <param name="Ids">The platform's ids of that name.</param>
/// <param name="DailyTo">The new budget of a day; null where the data has no days.</param>
/// <param name="Currency">Its currency.</param>
internal sealed record ChangeRow(string Proposal, string Dimension, string Name, IReadOnlyList<string> Ids, decimal? DailyTo, string Currency)
{
    public static ChangeRow Read(JsonNode row) => new(
        (string)row["proposal"]!, (string)row["dimension"]!, (string)row["name"]!, [.. row["ids"]!.AsArray().Select(id => (string)id!)], (decimal?)row["daily_to"], (string)row["currency"]!);
}
