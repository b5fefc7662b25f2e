using System.Globalization;
using System.Text.Json;

namespace Omua.Plugins.Configuration;

/// <summary>Reads one value as a type. Numbers and dates are written the same in every country.</summary>
internal static class ValueReader
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static bool Supports(Type type) => type.IsEnum || type == typeof(string) || type == typeof(bool) || IsInteger(type) || IsFraction(type)
        || type == typeof(TimeSpan) || type == typeof(DateOnly) || type == typeof(Uri);

    /// <summary>What to write for the type, in words.</summary>
    public static string Wanted(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type switch
        {
            _ when type.IsEnum => $"one of: {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}",
            _ when type == typeof(string) => "text",
            _ when type == typeof(bool) => "true or false",
            _ when IsInteger(type) => "a whole number" + Range(type),
            _ when IsFraction(type) => "a number such as 0.5",
            _ when type == typeof(TimeSpan) => "a duration such as 500ms, 30s, 5m or 1h",
            _ when type == typeof(DateOnly) => "a date such as 2026-01-31",
            _ when type == typeof(Uri) => "an address such as https://example.com/",
            _ when CollectionShape.ItemOfList(type) is not null => "a list",
            _ => "a section of keys",
        };
    }

    public static bool TryRead(Type type, string text, out object? value)
    {
        value = type switch
        {
            _ when type == typeof(string) => text,
            _ when type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
            _ when type.IsEnum => ReadEnum(type, text),
            _ when IsInteger(type) => ReadInteger(type, text),
            _ when type == typeof(decimal) => decimal.TryParse(text, NumberStyles.Float, Invariant, out var amount) ? amount : null,
            _ when type == typeof(double) => double.TryParse(text, NumberStyles.Float, Invariant, out var number) && double.IsFinite(number) ? number : null,
            _ when type == typeof(float) => float.TryParse(text, NumberStyles.Float, Invariant, out var single) && float.IsFinite(single) ? single : null,
            _ when type == typeof(TimeSpan) => Duration.TryParse(text, out var duration) ? duration : null,
            _ when type == typeof(DateOnly) => DateOnly.TryParseExact(text, "yyyy-MM-dd", Invariant, DateTimeStyles.None, out var date) ? date : null,
            _ when type == typeof(Uri) => Uri.TryCreate(text, UriKind.Absolute, out var address) && !address.IsFile ? address : null,
            _ => (object?)null,
        };
        return value is not null;
    }

    private static object? ReadEnum(Type type, string text) => Enum.GetNames(type)
        .Where(name => string.Equals(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), text, StringComparison.Ordinal))
        .Select(name => Enum.Parse(type, name)).FirstOrDefault();

    private static object? ReadInteger(Type type, string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out var number) && number >= Limit(type, "MinValue") && number <= Limit(type, "MaxValue")
            ? Convert.ChangeType(number, type, Invariant) : null;

    private static string Range(Type type) => type == typeof(long) || type == typeof(ulong) ? "" : $" from {Limit(type, "MinValue")} to {Limit(type, "MaxValue")}";

    private static decimal Limit(Type type, string name) => Convert.ToDecimal(type.GetField(name)!.GetValue(null), Invariant);

    private static bool IsInteger(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64 && !type.IsEnum;

    private static bool IsFraction(Type type) => type == typeof(double) || type == typeof(decimal) || type == typeof(float);
}
