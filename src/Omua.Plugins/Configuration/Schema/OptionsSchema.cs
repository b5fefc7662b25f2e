using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Omua.Plugins.Configuration.Schema;

/// <summary>
/// The JSON Schema of an options type: the keys that the binder takes, their types, defaults, ranges and descriptions. Creates the options and asks for their
/// checks, which is how defaults and ranges are known; so the type has to be trusted.
/// </summary>
/// <param name="documentation">Where descriptions come from.</param>
internal sealed class OptionsSchema(XmlDocumentation documentation)
{
    private readonly Stack<Type> _above = [];

    /// <summary>The section of a type; <paramref name="others"/> are keys beside the type's own.</summary>
    public JsonObject Section(Type type, JsonObject? others = null)
    {
        _above.Push(type);
        var defaults = Defaults(type);
        var ranges = Ranges(defaults);
        var properties = others ?? [];
        var options = OptionProperty.Of(type);
        foreach (var option in options)
        {
            properties[option.Key] = Property(option, defaults, ranges.GetValueOrDefault(option.Key));
        }

        _above.Pop();
        return SchemaText.Section(properties, options.Where(option => option.IsRequired).Select(option => option.Key), isOpen: false);
    }

    /// <summary>What may be written for a value of a type.</summary>
    public JsonObject Value(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type switch
        {
            _ when type.IsEnum => SchemaText.OneOf(Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)),
            _ when type == typeof(bool) => SchemaText.Boolean(),
            _ when type == typeof(TimeSpan) => SchemaText.DurationText(),
            _ when type == typeof(DateOnly) => SchemaText.Date(),
            _ when type == typeof(Uri) => SchemaText.Address(),
            _ when type == typeof(double) || type == typeof(float) || type == typeof(decimal) => SchemaText.Number(),
            _ when type.IsPrimitive => SchemaText.Integer(),
            _ when type == typeof(string) => SchemaText.Text(),
            _ when CollectionShape.ItemOfDictionary(type) is { } value => SchemaText.Map(Value(value)),
            _ when CollectionShape.ItemOfList(type) is { } item => SchemaText.List(Value(item)),
            // A type that holds itself is described once.
            _ when _above.Contains(type) => new JsonObject { ["type"] = "object" },
            // The binder refuses any other: there is nothing to complete.
            _ when !type.IsClass || type == typeof(object) => new JsonObject(),
            _ => Section(type),
        };
    }

    private JsonObject Property(OptionProperty option, object? defaults, OptionRange? range)
    {
        var (_, property) = option;
        var schema = Value(property.PropertyType);
        if (range is not null)
        {
            Limit(SchemaText.Own(schema), range);
        }

        if (!option.IsRequired)
        {
            schema = SchemaText.OrNothing(schema);
            if (!option.IsSecret && defaults is not null && Written(property.GetValue(defaults)) is { } value)
            {
                schema["default"] = value;
            }
        }

        var words = new[] { documentation.Of(property), option.IsSecret ? "Secret: ${env:NAME} or ${file:PATH} keeps it out of the file." : null, property.GetCustomAttribute<ObsoleteAttribute>()?.Message };
        if (words.Any(text => !string.IsNullOrEmpty(text)))
        {
            schema["description"] = string.Join(' ', words.Where(text => !string.IsNullOrEmpty(text)));
        }

        if (property.IsDefined(typeof(ObsoleteAttribute)))
        {
            schema["deprecated"] = true;
        }

        return schema;
    }

    private static object? Defaults(Type type)
    {
        if (type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null)
        {
            return null;
        }

        try
        {
            return Activator.CreateInstance(type);
        }
        catch (TargetInvocationException)
        {
            // The options' own code. Starting the plugin says what is wrong with it; the schema goes without defaults.
            return null;
        }
    }

    private static IReadOnlyDictionary<string, OptionRange> Ranges(object? defaults)
    {
        try
        {
            return (defaults as IValidated)?.Validate() is OptionChecks checks
                ? checks.Ranges.GroupBy(range => range.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal)
                : new Dictionary<string, OptionRange>();
        }
        catch (Exception)
        {
            // The options' own code, over required members that are not set: no ranges are known.
            return new Dictionary<string, OptionRange>();
        }
    }

    /// <summary>Numbers have a minimum; where the range of a duration lies is no matter of its text, so words say it.</summary>
    private static void Limit(JsonObject schema, OptionRange range)
    {
        if (Written(range.Least) is JsonValue least && least.GetValueKind() == JsonValueKind.Number)
        {
            schema["minimum"] = least;
        }

        if (Written(range.Most) is JsonValue most && most.GetValueKind() == JsonValueKind.Number)
        {
            schema["maximum"] = most;
        }

        if (range is { Least: TimeSpan or null, Most: TimeSpan or null })
        {
            schema["description"] = $"{Written(range.Least) ?? "any"} to {Written(range.Most) ?? "any"}";
        }
    }

    private static JsonNode? Written(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        string text => text,
        Enum named => JsonNamingPolicy.SnakeCaseLower.ConvertName(named.ToString()),
        TimeSpan duration => Duration.Write(duration),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Uri address => address.ToString(),
        double number => double.IsFinite(number) ? number : null,
        float number => float.IsFinite(number) ? number : null,
        decimal number => number,
        IConvertible number when value.GetType().IsPrimitive => Convert.ToDecimal(number, CultureInfo.InvariantCulture),
        IDictionary map => map.Count == 0 ? new JsonObject() : null,
        IEnumerable list => List(list),
        _ => null,
    };

    private static JsonNode? List(IEnumerable list)
    {
        var items = list.Cast<object?>().Select(Written).ToList();
        return items.Any(item => item is null) ? null : new JsonArray([.. items]);
    }
}
