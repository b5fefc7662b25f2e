using Omua.Plugins.Discovery;
using Omua.Plugins.Index;
using Omua.Plugins.Locking;

namespace Omua.Plugins.Installing;

/// <summary>
/// Plugins that a lock records as added from a package and that are not there: on another machine, or after their folder was deleted. They come from the person's own
/// package sources again, and take their place only where they are what was recorded.
/// </summary>
internal sealed class LostPlugins(PluginHostOptions options)
{
    /// <summary>One for each that is lost; what cannot be brought back has its faults and stays recorded.</summary>
    public async Task<IReadOnlyList<RestoreOutcome>> BringBackAsync(IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var locks = new PluginLocks(options);
        var outcomes = new List<RestoreOutcome>();
        foreach (var place in PluginPlaces.Of(options))
        {
            foreach (var (path, locked) in Lost(locks, place))
            {
                outcomes.Add(await BringBackAsync(locks, place, path, locked, progress, cancellationToken).ConfigureAwait(false));
            }
        }

        return outcomes;
    }

    private static List<(string Path, LockedPlugin Locked)> Lost(PluginLocks locks, PluginPlace place) => locks.For(place) is not { } file ? [] :
    [
        .. file.Plugins.Where(locked => locked.Origin is not null).Select(locked => (Path: file.FullPathOf(locked), Locked: locked))
            .Where(lost => Path.GetDirectoryName(lost.Path) == place.Directory && !Directory.Exists(lost.Path) && !File.Exists(lost.Path)),
    ];

    private async Task<RestoreOutcome> BringBackAsync(PluginLocks locks, PluginPlace place, string path, LockedPlugin locked, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (!place.Trusted)
        {
            return new RestoreOutcome(path, [], [PluginInstaller.Untrusted(place.Directory)]);
        }

        try
        {
            progress?.Report($"{Path.GetFileName(path)}: {locked.Origin}");
            using var staging = new StagingFolder(place);
            var parts = locked.Origin!.Split('@', 2);
            await new PackageStager(options).StageAsync(parts[0], parts.ElementAtOrDefault(1), staging.Content, cancellationToken).ConfigureAwait(false);
            var unit = staging.Unit() ?? throw new FaultException(new Fault(FaultCodes.PluginNotAddable, $"the package {locked.Origin} is no plugin", "Name another version: omua plugin add NAME@VERSION") { File = path });
            var found = await new UnitInspector(options).InspectAsync(unit, cancellationToken).ConfigureAwait(false);
            var differences = locked.DifferencesTo(locks.Now(place, found)).ToList();
            if (Path.GetFileName(unit.Path) != Path.GetFileName(path))
            {
                differences.Add($"it was called {Path.GetFileName(path)} and is {Path.GetFileName(unit.Path)}");
            }

            if (differences.Count > 0)
            {
                return new RestoreOutcome(path, [], [.. differences.Select(difference => Differs(path, locked, difference))]);
            }

            staging.MoveIn(unit.Path, replace: false);
            return new RestoreOutcome(path, [locked.Origin!], []);
        }
        catch (FaultException exception)
        {
            return new RestoreOutcome(path, [], [.. exception.Faults.Select(fault => fault with { File = path, Line = null, Column = null })]);
        }
    }

    private static Fault Differs(string path, LockedPlugin locked, string difference) => new(
        FaultCodes.PluginLockDiffers, $"the package {locked.Origin} is not what was recorded, and was not put in its place: {difference}",
        $"Look at the package; where it may be as it is now: omua plugin add {locked.Origin}") { File = path };
}
