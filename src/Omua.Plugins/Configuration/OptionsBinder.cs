using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Omua.Plugins.Configuration;

/// <summary>
/// Turns a section into an object: snake_case keys to properties, every fault collected. A key without a value leaves the property's default.
/// Reflection only, nothing cached, so that a plugin's types can be unloaded again.
/// </summary>
internal sealed class OptionsBinder
{
    private readonly List<BindingFault> _faults = [];
    private ConfigurationMapping _root = ConfigurationMapping.Empty;

    /// <summary>What was wrong so far.</summary>
    public IReadOnlyList<BindingFault> Faults => _faults;

    /// <summary>The bound object; null where the type cannot be created. <see cref="Faults"/> says whether it may be used.</summary>
    public object? Bind(Type type, ConfigurationMapping section, IReadOnlyCollection<string> otherKeys)
    {
        _root = section;
        return BindSection(type, new("", section.Origin), section, otherKeys);
    }

    /// <summary>The place of a key, or of the nearest section above it that is written.</summary>
    public static ConfigurationOrigin OriginOf(ConfigurationMapping section, string key)
    {
        var origin = section.Origin;
        ConfigurationNode node = section;
        foreach (var part in key.Split(':'))
        {
            var entry = (node as ConfigurationMapping)?.Find(part);
            var item = node is ConfigurationSequence sequence && int.TryParse(part, out var index) && index >= 0 && index < sequence.Items.Count
                ? sequence.Items[index] : null;
            if ((entry?.Node ?? item) is not { } next)
            {
                break;
            }

            origin = entry?.KeyOrigin ?? next.Origin;
            node = next;
        }

        return origin;
    }

    private object? BindSection(Type type, BindingPlace place, ConfigurationMapping section, IReadOnlyCollection<string> otherKeys)
    {
        if (type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null)
        {
            Add(FaultCodes.OptionWrongType, place, $"cannot be set: {type.Name} has no public parameterless constructor", "give the options type one");
            return null;
        }

        var instance = Activator.CreateInstance(type, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions, null, null, CultureInfo.InvariantCulture)!;
        var properties = OptionProperty.Of(type);
        var keys = properties.Select(each => each.Key).Concat(otherKeys).ToList();
        foreach (var entry in section.Entries.Where(entry => !keys.Contains(entry.Key)))
        {
            Add(FaultCodes.UnknownOption, place.Below(entry), "is not a known key", NearestName.Advice(entry.Key, keys));
        }

        foreach (var property in properties)
        {
            SetProperty(instance, property, place, section);
        }

        if (instance is IValidated validated)
        {
            Validate(validated, place, OptionValidation.Secrets(section, properties));
        }

        return instance;
    }

    private void Validate(IValidated options, BindingPlace place, IReadOnlyList<string> secrets)
    {
        var above = place.Join("").Length;
        var faulty = _faults.Where(fault => place.Key.Length == 0 || fault.Key.StartsWith(place.Join(""), StringComparison.Ordinal)).Select(fault => fault.Key[above..]).ToList();
        _faults.AddRange(OptionValidation.Faults(options, faulty, secrets)
            .Select(fault => new BindingFault(FaultCodes.OptionOutOfRange, place.Join(fault.Key), fault.Message, "", OriginOf(_root, place.Join(fault.Key)))));
    }

    private void SetProperty(object instance, OptionProperty option, BindingPlace place, ConfigurationMapping section)
    {
        var (key, property) = option;
        var entry = section.Find(key);
        if (entry is null or { Node: ConfigurationScalar { Text: null, Unresolved: null } })
        {
            if (option.IsRequired)
            {
                var missing = entry is null ? place with { Key = place.Join(key) } : place.Below(entry);
                Add(FaultCodes.OptionMissing, missing, "is missing", $"write {key}: with {ValueReader.Wanted(property.PropertyType)}");
            }

            return;
        }

        var below = place.Below(entry) with { IsSecret = place.IsSecret || option.IsSecret };
        if (Read(property.PropertyType, below, entry.Node) is { } value)
        {
            property.SetValue(instance, value, BindingFlags.DoNotWrapExceptions, null, null, CultureInfo.InvariantCulture);
        }
    }

    private object? Read(Type declared, BindingPlace place, ConfigurationNode node)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (ValueReader.Supports(type))
        {
            return ReadValue(type, place, node);
        }

        if (CollectionShape.ItemOfDictionary(type) is { } valueType)
        {
            return node is ConfigurationMapping mapping ? ReadDictionary(valueType, place, mapping) : WrongKind(place, node, "a section of keys");
        }

        if (CollectionShape.ItemOfList(type) is { } itemType)
        {
            return ReadList(type, itemType, place, node);
        }

        if (!type.IsClass || type.Namespace is "System" || type == typeof(object))
        {
            Add(FaultCodes.OptionWrongType, place, $"cannot be set: options of type {type.Name} are not supported", "use text, numbers, durations, lists or nested classes");
            return null;
        }

        return node is ConfigurationMapping section ? BindSection(type, place, section, []) : WrongKind(place, node, "a section of keys");
    }

    private object? ReadValue(Type type, BindingPlace place, ConfigurationNode node)
    {
        switch (node)
        {
            case ConfigurationScalar { Unresolved: { } fault }:
                Add(fault.Code, place, fault.Message[(fault.Message.IndexOf(' ', StringComparison.Ordinal) + 1)..], fault.Fix);
                return null;
            case ConfigurationScalar { Text: { } text } scalar:
                if (ValueReader.TryRead(type, text, out var value))
                {
                    return value;
                }

                var shown = place.IsSecret || scalar.References.Count > 0 ? "has a value that does not fit" : $"is {Shown.Value(text)}";
                Add(FaultCodes.OptionWrongType, place, shown, $"write {ValueReader.Wanted(type)}");
                return null;
            case ConfigurationScalar:
                return WrongKind(place, node, ValueReader.Wanted(type));
            default:
                return WrongKind(place, node, ValueReader.Wanted(type));
        }
    }

    private object? ReadList(Type type, Type itemType, BindingPlace place, ConfigurationNode node)
    {
        // An environment variable has no way to write a list but commas.
        var items = node switch
        {
            ConfigurationSequence sequence => sequence.Items,
            ConfigurationScalar { Text: { } text, Origin.Variable: not null } scalar =>
                [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => scalar with { Text = part })],
            _ => (IReadOnlyList<ConfigurationNode>?)null,
        };
        if (items is null)
        {
            return WrongKind(place, node, "a list");
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType))!;
        for (var index = 0; index < items.Count; index++)
        {
            if (Read(itemType, place with { Key = place.Join($"{index}"), Origin = items[index].Origin }, items[index]) is { } item)
            {
                list.Add(item);
            }
        }

        if (!type.IsArray)
        {
            return list;
        }

        var array = Array.CreateInstance(itemType, list.Count);
        list.CopyTo(array, 0);
        return array;
    }

    private IDictionary ReadDictionary(Type valueType, BindingPlace place, ConfigurationMapping mapping)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), valueType))!;
        foreach (var entry in mapping.Entries)
        {
            if (Read(valueType, place.Below(entry) with { IsSecret = place.IsSecret || SecretName.Matches(entry.Key) }, entry.Node) is { } value)
            {
                dictionary[entry.Key] = value;
            }
        }

        return dictionary;
    }

    private object? WrongKind(BindingPlace place, ConfigurationNode node, string wanted)
    {
        Add(FaultCodes.OptionWrongType, place, node is ConfigurationScalar { Text: null } ? "has no value" : $"is {node.Kind}", $"write {wanted}");
        return null;
    }

    private void Add(string code, BindingPlace place, string message, string fix) => _faults.Add(new(code, place.Key, message, fix, place.Origin));
}
