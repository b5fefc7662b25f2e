namespace Omua.Analytics;

/// <summary>Collects units into an <see cref="ExperimentTable"/>. Not safe for several threads.</summary>
/// <param name="metrics">Names of what was measured, in order.</param>
public sealed class ExperimentTableBuilder(IReadOnlyList<string> metrics)
{
    private readonly NameCodes _arms = new();
    private readonly List<double>[] _values = [.. metrics.Select(_ => new List<double>())];

    /// <summary>Adds a unit.</summary>
    /// <param name="arm">The arm that it was put into.</param>
    /// <param name="values">One finite value for each metric.</param>
    public void Add(string arm, params ReadOnlySpan<double> values)
    {
        _arms.Add(arm);
        for (var index = 0; index < _values.Length; index++)
        {
            _values[index].Add(values[index]);
        }
    }

    /// <summary>The table of all units added so far.</summary>
    public ExperimentTable Build() => new(
        _arms.Names, _arms.Codes, Enumerable.Range(0, metrics.Count).ToDictionary(index => metrics[index], index => _values[index].ToArray(), StringComparer.Ordinal), []);
}
