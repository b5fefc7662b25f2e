namespace Omua.Analytics;

/// <summary>The dimensions of the canonical schema. A table may hold further ones (banner, placement, age) under their own names in snake_case.</summary>
public static class DimensionNames
{
    /// <summary>The acquisition channel, only where the export identifies it.</summary>
    public const string Channel = "channel";

    /// <summary>The campaign, by name where the export has one, else by id.</summary>
    public const string Campaign = "campaign";

    /// <summary>The ad set or ad group.</summary>
    public const string AdSet = "ad_set";

    /// <summary>The ad.</summary>
    public const string Ad = "ad";

    /// <summary>ISO 4217 code of the row's money; absent where the export states none.</summary>
    public const string Currency = "currency";
}
