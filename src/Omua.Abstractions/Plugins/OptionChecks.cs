using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Omua.Abstractions;

/// <summary>
/// Ranges of options, said once for the check, the message and the JSON Schema:
/// <c>public IEnumerable&lt;OptionFault&gt; Validate() => new OptionChecks().Between(Temperature, 0, 2).AtLeast(Timeout, TimeSpan.FromSeconds(1));</c>
/// The key is taken from the property that is passed: <c>PastTest.Control</c> is <c>past_test:control</c>.
/// </summary>
public sealed class OptionChecks : IEnumerable<OptionFault>
{
    private readonly List<OptionFault> _faults = [];
    private readonly List<OptionRange> _ranges = [];

    /// <summary>Every range that was checked, kept or not.</summary>
    public IReadOnlyList<OptionRange> Ranges => _ranges;

    /// <summary>The value lies from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public OptionChecks Between<T>(T value, T least, T most, [CallerArgumentExpression(nameof(value))] string key = "")
        where T : IComparable<T> => Range(Key(key), value, least, most, value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0);

    /// <summary>The same for an option that may be left out: null is in every range.</summary>
    public OptionChecks Between<T>(T? value, T least, T most, [CallerArgumentExpression(nameof(value))] string key = "")
        where T : struct, IComparable<T> =>
        Range(Key(key), value, least, most, value is not { } given || (given.CompareTo(least) >= 0 && given.CompareTo(most) <= 0));

    /// <summary>The value is <paramref name="least"/> or more.</summary>
    public OptionChecks AtLeast<T>(T value, T least, [CallerArgumentExpression(nameof(value))] string key = "")
        where T : IComparable<T> => Range(Key(key), value, least, null, value.CompareTo(least) >= 0);

    /// <summary>The same for an option that may be left out.</summary>
    public OptionChecks AtLeast<T>(T? value, T least, [CallerArgumentExpression(nameof(value))] string key = "")
        where T : struct, IComparable<T> => Range(Key(key), value, least, null, value is not { } given || given.CompareTo(least) >= 0);

    /// <summary>The value is <paramref name="most"/> or less.</summary>
    public OptionChecks AtMost<T>(T value, T most, [CallerArgumentExpression(nameof(value))] string key = "")
        where T : IComparable<T> => Range(Key(key), value, null, most, value.CompareTo(most) <= 0);

    /// <summary>The same for an option that may be left out.</summary>
    public OptionChecks AtMost<T>(T? value, T most, [CallerArgumentExpression(nameof(value))] string key = "")
        where T : struct, IComparable<T> => Range(Key(key), value, null, most, value is not { } given || given.CompareTo(most) <= 0);

    /// <summary>Anything else: a fault where <paramref name="holds"/> is false.</summary>
    /// <param name="holds">Whether all is well.</param>
    /// <param name="key">The key in snake_case, nested keys joined by a colon.</param>
    /// <param name="message">What is wrong and what to write, to be read after the key. Never a secret.</param>
    public OptionChecks That(bool holds, string key, string message)
    {
        if (!holds)
        {
            _faults.Add(new(key, message));
        }

        return this;
    }

    /// <inheritdoc/>
    public IEnumerator<OptionFault> GetEnumerator() => _faults.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Names of properties are written as the host writes them; an index or a call has no key of its own and is left as it is.</summary>
    private static string Key(string expression) => string.Join(':', expression.Split('.').Where(part => part != "this")
        .Select(part => JsonNamingPolicy.SnakeCaseLower.ConvertName(part.Trim('!', '?', ' '))));

    private static string Text(object? value) => value switch
    {
        TimeSpan duration => Duration.Write(duration),
        IFormattable number => number.ToString(value is DateOnly ? "yyyy-MM-dd" : null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    private OptionChecks Range(string key, object? value, object? least, object? most, bool holds)
    {
        _ranges.Add(new(key, least, most));
        var range = least is null ? $"{Text(most)} or less" : most is null ? $"{Text(least)} or more" : $"{Text(least)} to {Text(most)}";
        return That(holds, key, $"is {Text(value)}; use {range}");
    }
}
