namespace Omua.Plugins.Configuration;

/// <summary>Which collection types options may have.</summary>
internal static class CollectionShape
{
    private static readonly Type[] Lists =
        [typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(IEnumerable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>)];

    private static readonly Type[] Dictionaries = [typeof(Dictionary<,>), typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>)];

    /// <summary>The type of the items; null where the type is no list.</summary>
    public static Type? ItemOfList(Type type) => type.IsArray ? (type.GetArrayRank() == 1 ? type.GetElementType() : null)
        : type.IsGenericType && Lists.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[0] : null;

    /// <summary>The type of the values; null where the type is no dictionary with text keys.</summary>
    public static Type? ItemOfDictionary(Type type) =>
        type.IsGenericType && Dictionaries.Contains(type.GetGenericTypeDefinition()) && type.GetGenericArguments()[0] == typeof(string)
            ? type.GetGenericArguments()[1] : null;
}
