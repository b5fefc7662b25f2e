using System.Text.Json;

namespace Omua.Engine.Journal;

/// <summary>Names of enum members on the wire: snake_case.</summary>
internal static class WireNames
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static T Parse<T>(string name) where T : struct, Enum =>
        Enum.TryParse<T>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value)
            ? value
            : throw new FormatException($"'{name}' is not one of {string.Join(", ", Enum.GetValues<T>().Select(Of))}.");
}
