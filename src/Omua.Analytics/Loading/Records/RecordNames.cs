namespace Omua.Analytics;

/// <summary>What the rows of the kinds beside performance say, as columns are called here.</summary>
internal static class RecordNames
{
    public const string Path = "path";
    public const string Conversions = "conversions";
    public const string Value = "value";
    public const string Nulls = "nulls";
    public const string User = "user";
    public const string Time = "time";
    public const string Channel = "channel";
    public const string Converted = "converted";
    public const string Unit = "unit";
    public const string Arm = "arm";
    public const string Event = "event";
    public const string Quantity = "quantity";
    public const string UnitPrice = "unit_price";
    public const string Currency = "currency";
    public const string Period = "period";
    public const string Survivors = "survivors";
}
