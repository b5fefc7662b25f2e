namespace Omua.Plugins.Locking;

/// <summary>A plugin as a lock file records it.</summary>
/// <param name="Path">Its file or folder, relative to the lock file, with <c>/</c>.</param>
/// <param name="Source">SHA-256 over its sources, or over all files of its folder.</param>
internal sealed record LockedPlugin(string Path, string Source)
{
    /// <summary>Its packages with those that they need themselves, each with version and hash.</summary>
    public IReadOnlyDictionary<string, string> Packages { get; init; } = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>SHA-256 of the compiled assembly; null where it is not compiled here.</summary>
    public string? Assembly { get; init; }

    /// <summary>Which compiler and contracts made the assembly: others make another one of the same sources.</summary>
    public string? CompiledWith { get; init; }

    /// <summary>Where it was added from: <c>Name@1.2.3</c> for a package; null where that is not known.</summary>
    public string? Origin { get; init; }

    /// <summary>What is different now, in words. An assembly counts where the same compiler would have made it.</summary>
    public IEnumerable<string> DifferencesTo(LockedPlugin now)
    {
        if (Source != now.Source)
        {
            yield return $"its files had the SHA-256 {Source[..12]} and have {now.Source[..12]}";
        }

        foreach (var (id, before) in Packages)
        {
            if (!now.Packages.TryGetValue(id, out var after))
            {
                yield return $"the package {id} ({Version(before)}) is gone";
            }
            else if (before != after)
            {
                yield return Version(before) == Version(after) ? $"the package {id} {Version(before)} has another content" : $"the package {id} was {Version(before)} and is {Version(after)}";
            }
        }

        foreach (var id in now.Packages.Keys.Where(id => !Packages.ContainsKey(id)))
        {
            yield return $"the package {id} ({Version(now.Packages[id])}) is new";
        }

        if (Source == now.Source && CompiledWith == now.CompiledWith && Assembly != now.Assembly)
        {
            yield return $"its assembly had the SHA-256 {Assembly?[..12] ?? "none"} and has {now.Assembly?[..12] ?? "none"}";
        }
    }

    private static string Version(string package) => package.Split(' ')[0];
}
