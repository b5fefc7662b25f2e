using System.Globalization;
using System.Reflection;
using Omua.Plugins.Configuration;

namespace Omua.Plugins.Loading;

/// <summary>Fills a constructor's parameters: what the caller passes, then the plugin's configuration, then the default.</summary>
internal sealed class ConstructorArguments(Type type, string pluginName, string file, IReadOnlyDictionary<string, object?> passed)
{
    private readonly Dictionary<string, object?> _passed = passed.ToDictionary(pair => SnakeCase.From(pair.Key), pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Every key that some constructor takes.</summary>
    public IReadOnlyCollection<string> Keys { get; } =
        [.. Constructors(type).SelectMany(constructor => constructor.GetParameters()).Select(Key).Distinct()];

    /// <summary>The longest constructor that can be filled. Throws with every fault of the longest one where there is none.</summary>
    public (ConstructorInfo Constructor, object?[] Arguments) Choose(IPluginConfiguration configuration)
    {
        var unknown = _passed.Keys.Except(Keys).Select(key => new Fault(
            FaultCodes.PluginArgumentInvalid, $"{pluginName} takes no argument {key}",
            Keys.Count == 0 ? "Leave it out: the constructor takes none" : $"It takes {string.Join(", ", Keys)}") { File = file }).ToList();
        if (unknown.Count > 0)
        {
            throw new FaultException(unknown);
        }

        List<Fault>? faults = null;
        foreach (var constructor in Constructors(type).OrderByDescending(constructor => constructor.GetParameters().Length))
        {
            var found = new List<Fault>();
            var arguments = Array.ConvertAll(constructor.GetParameters(), parameter => Value(parameter, configuration, found));
            if (found.Count == 0)
            {
                return (constructor, arguments);
            }

            faults ??= found;
        }

        throw new FaultException(faults ?? [new Fault(FaultCodes.PluginDoesNotLoad, $"{type.Name} has no public constructor", "Make a constructor public") { File = file }]);
    }

    private static ConstructorInfo[] Constructors(Type type) => type.GetConstructors(BindingFlags.Public | BindingFlags.Instance);

    private static string Key(ParameterInfo parameter) => SnakeCase.From(parameter.Name!);

    private object? Value(ParameterInfo parameter, IPluginConfiguration configuration, List<Fault> faults)
    {
        var key = Key(parameter);
        if (_passed.TryGetValue(key, out var argument))
        {
            return Fits(parameter, argument, faults);
        }

        if (configuration[key] is { } configured)
        {
            return Fits(parameter, configured, faults);
        }

        if (parameter.HasDefaultValue)
        {
            return parameter.DefaultValue is null && parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
                ? Activator.CreateInstance(parameter.ParameterType)
                : parameter.DefaultValue;
        }

        faults.Add(new Fault(
            FaultCodes.PluginArgumentMissing, $"{pluginName} needs a value for {key}",
            $"Set {key} under plugins: {pluginName}: in omua.yaml, or pass it to the constructor") { File = file });
        return null;
    }

    private object? Fits(ParameterInfo parameter, object? value, List<Fault> faults)
    {
        var wanted = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (value is null ? !parameter.ParameterType.IsValueType || wanted != parameter.ParameterType : wanted.IsInstanceOfType(value))
        {
            return value;
        }

        if (Converted(wanted, value) is { } converted)
        {
            return converted;
        }

        // Never quote the value: it may be a key.
        faults.Add(new Fault(
            FaultCodes.PluginArgumentInvalid, $"the value of {Key(parameter)} for {pluginName} is not of the type {wanted.Name}", $"Give a {wanted.Name}") { File = file });
        return null;
    }

    /// <summary>Null where it cannot be. Without TypeDescriptor, which keeps every type that it saw, and with it the plugin's code.</summary>
    private static object? Converted(Type wanted, object? value)
    {
        try
        {
            return value switch
            {
                string text when ValueReader.TryRead(wanted, text, out var read) => read,
                string text when wanted.IsEnum => Enum.TryParse(wanted, text, ignoreCase: true, out var named) && Enum.IsDefined(wanted, named) ? named : null,
                string text => Parsed(wanted, text),
                IConvertible when wanted.IsPrimitive || wanted == typeof(decimal) => Convert.ChangeType(value, wanted, CultureInfo.InvariantCulture),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidCastException or ArgumentException or TargetInvocationException)
        {
            return null;
        }
    }

    /// <summary>By the type's own <c>TryParse</c>, where it has one.</summary>
    private static object? Parsed(Type wanted, string text)
    {
        var parse = wanted.GetMethod("TryParse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider), wanted.MakeByRefType()]);
        object?[] arguments = [text, CultureInfo.InvariantCulture, null];
        return parse?.Invoke(null, arguments) is true ? arguments[2] : null;
    }
}
