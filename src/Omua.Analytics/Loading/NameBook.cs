namespace Omua.Analytics;

/// <summary>Names by id from history files. Where several ids share a name the id stays visible, so that two campaigns never melt into one.</summary>
internal sealed class NameBook
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);

    public NameBook(IEnumerable<LookupFile> files, string changed)
    {
        foreach (var (id, name) in files.SelectMany(file => file.Latest("id", "name", changed)))
        {
            _names[id] = name;
        }

        _shared.UnionWith(_names.Values.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    public string Name(string id) => !_names.TryGetValue(id, out var name) || name.Length == 0 ? id : _shared.Contains(name) ? $"{name} ({id})" : name;

    public bool Knows(string id) => _names.ContainsKey(id);
}
