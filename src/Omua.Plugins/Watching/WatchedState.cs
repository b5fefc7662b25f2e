using Omua.Plugins.Discovery;
using Omua.Plugins.Trust;

namespace Omua.Plugins.Watching;

/// <summary>
/// The cheap fingerprint of everything that a scan would look at: each file and folder in the places, what they include, and the files that decide whether they may run.
/// </summary>
internal sealed record WatchedState(IReadOnlyDictionary<string, string> Stats)
{
    public static WatchedState Of(PluginHostOptions options, IEnumerable<string> included)
    {
        var stats = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var unit in PluginPlaces.Of(options).SelectMany(PlaceScanner.Units))
        {
            stats[unit.Path] = unit.Stat;
        }

        foreach (var path in included.Append(TrustedFolders.PathIn(options.HomeDirectory)).Append(Path.Combine(options.HomeDirectory, "crashes")))
        {
            stats[path] = FileStat.Of(path);
        }

        return new WatchedState(stats);
    }

    public bool IsSameAs(WatchedState other) => Stats.Count == other.Stats.Count && Stats.All(pair => other.Stats.GetValueOrDefault(pair.Key) == pair.Value);

    /// <summary>Whether something that was there in the other is not here, or is empty here.</summary>
    public bool Lacks(WatchedState other) => other.Stats.Any(pair => !IsNothing(pair.Value) && IsNothing(Stats.GetValueOrDefault(pair.Key, FileStat.Gone)));

    private static bool IsNothing(string stat) => stat == FileStat.Gone || stat.StartsWith("0-", StringComparison.Ordinal);
}
