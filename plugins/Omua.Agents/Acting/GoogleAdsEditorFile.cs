using System.Globalization;

namespace Omua.Agents.Acting;

/// <summary>Google Ads Editor: Account, Import, From file. A campaign is known by its name, and its budget is that of a day in the account's currency.</summary>
internal sealed class GoogleAdsEditorFile : PlatformFile
{
    public override string Formats => "google_ads.";

    protected override string FileName => "google_ads_editor.csv";

    protected override IReadOnlyList<string> Columns => ["Campaign", "Budget", "Budget type"];

    protected override string? WhyNot(ChangeRow row) =>
        row.Dimension != DimensionNames.Campaign ? $"Google Ads Editor sets budgets of campaigns, not of a {row.Dimension}"
        : row.Ids.Count > 1 ? "several campaigns have this name"
        : row.Ids is [var id] && id == row.Name ? "the export has the campaign's id and not its name; add the export with the names"
        : null;

    protected override IEnumerable<string> Cells(ChangeRow row) => [row.Name, row.DailyTo!.Value.ToString("0.###", CultureInfo.InvariantCulture), "Daily"];
}
