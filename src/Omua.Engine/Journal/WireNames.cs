using System.Text.Json;

namespace Omua.Engine.Journal;

/// <summary>Names of enum members on the wire: snake_case.</summary>
internal static class WireNames
{
    public static string Of<T>(T value) where T : struct, Enum => Table<T>.Names[value];

    public static T Parse<T>(string name) where T : struct, Enum =>
        TryParse<T>(name, out var value) ? value : throw new FormatException($"'{name}' is not one of {string.Join(", ", Table<T>.Names.Values)}.");

    public static bool TryParse<T>(string name, out T value) where T : struct, Enum => Table<T>.Values.TryGetValue(name, out value);

    private static class Table<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<string, T> Values = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);
    }
}
