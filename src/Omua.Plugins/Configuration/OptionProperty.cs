using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Omua.Plugins.Configuration;

/// <summary>One property of an options type, as it is configured.</summary>
/// <param name="Key">Its key in snake_case.</param>
/// <param name="Property">The property; the host can set it.</param>
internal sealed record OptionProperty(string Key, PropertyInfo Property)
{
    /// <summary>Whether it must be configured.</summary>
    public bool IsRequired => Property.IsDefined(typeof(RequiredMemberAttribute));

    /// <summary>Whether its value is never shown, by its mark or by its name.</summary>
    public bool IsSecret => Property.IsDefined(typeof(SecretAttribute)) || SecretName.Matches(Key);

    /// <summary>What can be configured of a type. Reads metadata alone: none of the type's code runs.</summary>
    public static IReadOnlyList<OptionProperty> Of(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .Select(property => new OptionProperty(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property)),
    ];
}
