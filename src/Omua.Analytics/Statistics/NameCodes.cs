namespace Omua.Analytics;

/// <summary>A column of names as codes into the distinct ones, in order of appearance.</summary>
internal sealed class NameCodes
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly List<int> _codes = [];

    public IReadOnlyList<string> Names => [.. _known.Keys];

    public int[] Codes => [.. _codes];

    public int Add(string name)
    {
        if (!_known.TryGetValue(name, out var code))
        {
            _known[name] = code = _known.Count;
        }

        _codes.Add(code);
        return code;
    }
}
