using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Omua.Testing;

/// <summary>Binds flat keys to an options type by the host's rules: snake_case, durations as <c>30s</c>, every fault at once.</summary>
internal static class FakeBinder
{
    public static TOptions Bind<TOptions>(IReadOnlyDictionary<string, string> values) where TOptions : class
    {
        var faults = new List<OptionFault>();
        var bound = (TOptions)Section(typeof(TOptions), "", values, faults);
        return faults.Count == 0 ? bound : throw new PluginConfigurationException(faults);
    }

    /// <summary>The key that a property is bound from.</summary>
    public static string Key(PropertyInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    /// <summary>The properties that a section can set.</summary>
    public static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0);

    private static object Section(Type type, string prefix, IReadOnlyDictionary<string, string> values, List<OptionFault> faults)
    {
        var made = Activator.CreateInstance(type)!;
        var properties = Settable(type).ToDictionary(Key, StringComparer.Ordinal);
        var written = values.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..].Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(written.Except(properties.Keys).Select(key => new OptionFault(prefix + key, "is not a known key")));
        foreach (var (key, property) in properties)
        {
            if (written.Contains(key))
            {
                if (Read(property.PropertyType, prefix + key, values, faults) is { } value)
                {
                    property.SetValue(made, value);
                }
            }
            else if (property.IsDefined(typeof(RequiredMemberAttribute)))
            {
                faults.Add(new OptionFault(prefix + key, "is missing; it must be configured"));
            }
        }

        if (faults.Count == 0 && made is IValidated validated)
        {
            faults.AddRange(validated.Validate().Select(fault => fault with { Key = prefix + fault.Key }));
        }

        return made;
    }

    private static object? Read(Type declared, string key, IReadOnlyDictionary<string, string> values, List<OptionFault> faults)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (values.TryGetValue(key, out var text))
        {
            return Value(type, key, text, faults);
        }

        if (type.IsArray || type.IsGenericType && type.GetGenericArguments() is [_] && type.IsAssignableFrom(typeof(List<>).MakeGenericType(type.GetGenericArguments())))
        {
            var item = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
            var items = Below(key, values).Order(Comparer<string>.Create((left, right) => int.Parse(left, CultureInfo.InvariantCulture).CompareTo(int.Parse(right, CultureInfo.InvariantCulture))))
                .Select(index => Read(item, $"{key}:{index}", values, faults)).OfType<object>().ToArray();
            var array = Array.CreateInstance(item, items.Length);
            items.CopyTo(array, 0);
            return type.IsArray ? array : Activator.CreateInstance(typeof(List<>).MakeGenericType(item), array);
        }

        if (type.IsGenericType && type.GetGenericArguments() is [var name, var valueType] && name == typeof(string))
        {
            var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(name, valueType))!;
            foreach (var entry in Below(key, values))
            {
                dictionary[entry] = Read(valueType, $"{key}:{entry}", values, faults);
            }

            return dictionary;
        }

        return Section(type, key + ":", values, faults);
    }

    private static IEnumerable<string> Below(string key, IReadOnlyDictionary<string, string> values) =>
        values.Keys.Where(each => each.StartsWith(key + ":", StringComparison.Ordinal)).Select(each => each[(key.Length + 1)..].Split(':')[0]).Distinct();

    private static object? Value(Type type, string key, string text, List<OptionFault> faults)
    {
        try
        {
            return type == typeof(string) ? text
                : type == typeof(TimeSpan) && Duration.TryParse(text, out var duration) ? duration
                : type.IsEnum ? Enum.Parse(type, text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true)
                : type == typeof(Uri) ? new Uri(text, UriKind.RelativeOrAbsolute)
                : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException or NotSupportedException or InvalidCastException)
        {
            // The value is not quoted: it may be a key.
            faults.Add(new OptionFault(key, $"has a value that is no {type.Name}"));
            return null;
        }
    }
}
