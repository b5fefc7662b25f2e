using System.Runtime.CompilerServices;
using Omua.Plugins.Discovery;

namespace Omua.Plugins.Watching;

/// <summary>
/// Keeps plugins running while their files are being edited: loads what is new, exchanges what has changed behind its proxies, ends what is gone, and tells what came of
/// each save.
/// </summary>
/// <param name="manager">Loads the plugins; set up as <see cref="PluginHostOptions.Collectible"/>, or old versions stay in memory.</param>
/// <param name="options">What the manager was set up with.</param>
/// <param name="watches">Which files and folders are watched, by their path; null: all.</param>
public sealed class PluginWatch(PluginManager manager, PluginHostOptions options, Func<string, bool>? watches = null)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    // Long enough for an editor that truncates, writes and closes; short enough not to be felt.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(40);

    // A file that never comes to rest is looked at all the same.
    private static readonly TimeSpan LongestUnrest = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private DateTimeOffset _looked;

    /// <summary>
    /// How long a file that has vanished, or is empty, may take to come back. An editor that saves by renaming takes it away for a moment, one that writes in place empties it; ending
    /// the plugin with it would lose what it holds.
    /// </summary>
    internal TimeSpan LossPatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>First what is there, then what comes of each save, until it is cancelled.</summary>
    public async IAsyncEnumerable<PluginChange> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var signals = new FolderSignals(options.Time, Poll);
        signals.Watch(Folders());
        var known = State();
        foreach (var change in await LookAsync(null, cancellationToken).ConfigureAwait(false))
        {
            yield return change;
        }

        CompilerWarmUp.Begin(options.Compiler, cancellationToken);
        while (true)
        {
            await signals.WaitAsync(cancellationToken).ConfigureAwait(false);
            signals.Watch(Folders());
            var noticed = options.Time.GetUtcNow();
            var now = State();
            if (!now.IsSameAs(known))
            {
                known = await SettledAsync(known, now, cancellationToken).ConfigureAwait(false);
                foreach (var change in await LookAsync(noticed, cancellationToken).ConfigureAwait(false))
                {
                    yield return change;
                }

                await manager.SaveFiguresAsync().ConfigureAwait(false);
            }
        }
    }

    private IEnumerable<string> Included => manager.Included.Values.SelectMany(files => files);

    private IReadOnlyCollection<string> Folders() =>
        [.. PluginPlaces.Of(options).Where(place => !place.LoadsInPlace).Select(place => place.Directory).Concat(Included.Select(path => Path.GetDirectoryName(path)!)).Distinct()];

    private WatchedState State() => WatchedState.Of(options, Included);

    private async Task<WatchedState> SettledAsync(WatchedState before, WatchedState now, CancellationToken cancellationToken)
    {
        for (var began = options.Time.GetTimestamp(); ;)
        {
            await Task.Delay(Quiet, options.Time, cancellationToken).ConfigureAwait(false);
            var waited = options.Time.GetElapsedTime(began);
            var next = State();
            if (now.Lacks(before) ? waited >= LossPatience : next.IsSameAs(now) || waited >= LongestUnrest)
            {
                return now;
            }

            now = next;
        }
    }

    private async Task<IReadOnlyList<PluginChange>> LookAsync(DateTimeOffset? noticed, CancellationToken cancellationToken)
    {
        var before = ByPath();
        var (lookedBefore, looks) = (_looked, options.Time.GetUtcNow());
        var reloads = (await manager.ReloadAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(reload => reload.Path, StringComparer.Ordinal);
        var changes = new List<PluginChange>();
        foreach (var path in before.Keys.Concat(ByPath().Keys).Concat(reloads.Keys).Distinct().Where(path => watches is null || watches(path)).ToList())
        {
            var reload = reloads.GetValueOrDefault(path);
            if ((reload is null ? await CameOrWentAsync(path, before, cancellationToken).ConfigureAwait(false) : Reloaded(reload, before)) is { } change)
            {
                var answers = change.Kind is PluginChangeKind.Started or PluginChangeKind.Reloaded && noticed is not null;
                changes.Add(change with { Took = answers ? (reload?.AnswersSince ?? options.Time.GetUtcNow()) - Saved(path, lookedBefore, noticed!.Value) : null });
            }
        }

        _looked = looks;
        return changes;
    }

    private PluginChange Reloaded(PluginReload reload, Dictionary<string, List<PluginEntry>> before)
    {
        var now = ByPath().GetValueOrDefault(reload.Path) ?? [];
        _told[reload.Path] = Told(now);
        return new PluginChange(
            reload.Path,
            reload.Outcome switch { ReloadOutcome.Reloaded => PluginChangeKind.Reloaded, ReloadOutcome.Failed => PluginChangeKind.Failed, _ => PluginChangeKind.Removed },
            reload.Outcome == ReloadOutcome.Removed ? before.GetValueOrDefault(reload.Path) ?? [] : now)
        {
            Faults = reload.Faults, LastGoodServes = reload.Outcome == ReloadOutcome.Failed, Leak = reload.Leak, IsUnloaded = reload.IsUnloaded,
            Warnings = reload.Outcome == ReloadOutcome.Reloaded ? Warnings(now) : [],
        };
    }

    /// <summary>What was not running. Null where nothing of it is new.</summary>
    private async Task<PluginChange?> CameOrWentAsync(string path, Dictionary<string, List<PluginEntry>> before, CancellationToken cancellationToken)
    {
        if (ByPath().GetValueOrDefault(path) is not { } now)
        {
            _told.Remove(path);
            return new PluginChange(path, PluginChangeKind.Removed, before[path]);
        }

        if (_told.GetValueOrDefault(path) == Told(now))
        {
            return null;
        }

        _told[path] = Told(now);
        foreach (var entry in now.Where(entry => entry.State == PluginState.Available))
        {
            await manager.LoadAsync(entry, cancellationToken).ConfigureAwait(false);
        }

        now = ByPath()[path];
        return new PluginChange(path, Kind(now), now) { Faults = [.. now.SelectMany(entry => entry.Faults).Distinct()], Warnings = Warnings(now) };
    }

    private static PluginChangeKind Kind(List<PluginEntry> now) =>
        now.Exists(entry => entry.State == PluginState.Faulted) ? PluginChangeKind.Failed
        : now.Exists(entry => entry.State == PluginState.Ready) ? PluginChangeKind.Started : PluginChangeKind.LeftAlone;

    private static IReadOnlyList<Fault> Warnings(List<PluginEntry> entries) => [.. entries.SelectMany(entry => entry.Warnings).Distinct()];

    /// <summary>What of a file decides whether there is something new to tell: its content, and what a scan finds wrong with it. Whether it then starts, only trying tells.</summary>
    private static string Told(List<PluginEntry> entries) => string.Join('\n', entries.Select(entry =>
        $"{entry.Name} {entry.Hash} {(entry.State == PluginState.Ready ? PluginState.Available : entry.State)} {string.Join(';', entry.Faults.Select(fault => $"{fault.Place} {fault.Message}"))}"));

    private Dictionary<string, List<PluginEntry>> ByPath() => manager.Plugins.GroupBy(entry => entry.Path, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);

    /// <summary>When the newest of its files was written; where none was since the last look (it was trusted, or copied with an old date), when the change was noticed.</summary>
    private DateTimeOffset Saved(string path, DateTimeOffset looked, DateTimeOffset noticed)
    {
        var files = (Directory.Exists(path) ? FolderFiles.Of(path).Select(file => file.FullName) : [path]).Concat(manager.Included.GetValueOrDefault(path) ?? []);
        var saved = files.Where(File.Exists).Select(file => new DateTimeOffset(File.GetLastWriteTimeUtc(file))).DefaultIfEmpty(noticed).Max();
        return saved > looked && saved < noticed ? saved : noticed;
    }
}
