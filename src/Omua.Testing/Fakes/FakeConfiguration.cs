using System.Collections;

namespace Omua.Testing;

/// <summary>A plugin's section in a test. Keys as in <c>omua.yaml</c>, nested ones joined by a colon: <c>new() { ["limits:daily"] = "5" }</c>.</summary>
public sealed class FakeConfiguration : IPluginConfiguration, IEnumerable<KeyValuePair<string, string>>
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>A section without keys.</summary>
    public FakeConfiguration()
    {
    }

    /// <summary>A section with keys.</summary>
    public FakeConfiguration(IEnumerable<KeyValuePair<string, string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var (key, value) in values)
        {
            _values[key] = value;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => [.. _values.Keys.Select(key => key.Split(':')[0]).Distinct()];

    /// <summary>The value at a key, or null. Setting null takes the key out.</summary>
    public string? this[string key]
    {
        get => _values.GetValueOrDefault(key);
        set
        {
            if (value is null)
            {
                _values.Remove(key);
            }
            else
            {
                _values[key] = value;
            }
        }
    }

    /// <summary>Keys that are known though no option has them: those of the constructor.</summary>
    internal IReadOnlyCollection<string> OtherKeys { get; init; } = [];

    /// <inheritdoc/>
    public TOptions Bind<TOptions>() where TOptions : class =>
        FakeBinder.Bind<TOptions>(_values.Where(value => !OtherKeys.Contains(value.Key)).ToDictionary(StringComparer.Ordinal));

    /// <summary>All keys with their values.</summary>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
