using Omua.Plugins.Guard;
using Omua.Plugins.Index;
using Omua.Plugins.Unloading;

namespace Omua.Plugins.Loading;

/// <summary>
/// Puts a new version behind the proxies of a unit: all of its running plugins start anew, then answer, then the old ones end. Where one does not start, none is
/// exchanged and the old version goes on.
/// </summary>
/// <param name="assemblies">Where old versions go out of memory.</param>
/// <param name="start">Starts a plugin with its arguments.</param>
/// <param name="exchanged">Called as soon as the new versions answer: the calls that are still under way may last much longer.</param>
/// <param name="time">The clock.</param>
internal sealed class PluginReloader(
    PluginAssemblies assemblies, Func<CatalogPlugin, IReadOnlyDictionary<string, object?>, Task<PluginInstance>> start, Action<IReadOnlyList<PluginSeat>> exchanged, TimeProvider time)
{
    /// <param name="path">The file or folder that has changed.</param>
    /// <param name="seats">Its running plugins.</param>
    /// <param name="found">What stands there now; empty where nothing does.</param>
    public async Task<PluginReload> ReloadAsync(string path, IReadOnlyList<PluginSeat> seats, IReadOnlyList<CatalogPlugin> found)
    {
        var began = time.GetTimestamp();
        var names = seats.Select(seat => seat.Found.Entry.Name).Distinct().ToList();
        if (found.FirstOrDefault(plugin => plugin.Plugin is null || plugin.Unit.Faults.Count > 0) is { } broken)
        {
            return Failed(path, seats, names, broken.Entry.Faults, broken.Unit.Hash);
        }

        var fresh = new List<(PluginSeat Seat, CatalogPlugin Found, PluginInstance? Instance)>();
        try
        {
            foreach (var seat in seats)
            {
                var next = found.FirstOrDefault(plugin => plugin.Entry.Name == seat.Found.Entry.Name && plugin.Entry.Type == seat.Found.Entry.Type);
                if (next is { Entry.State: not PluginState.Available })
                {
                    return await TakeBackAsync(next.Entry.Faults, null).ConfigureAwait(false);
                }

                fresh.Add((seat, next ?? seat.Found, next is null ? null : await start(next, seat.Arguments).ConfigureAwait(false)));
            }
        }
        catch (FaultException exception)
        {
            return await TakeBackAsync(exception.Faults, found[0].Unit.Hash).ConfigureAwait(false);
        }

        async Task<PluginReload> TakeBackAsync(IReadOnlyList<Fault> faults, string? refused)
        {
            foreach (var instance in fresh.Select(each => each.Instance).OfType<PluginInstance>())
            {
                await instance.EndAsync(assemblies).ConfigureAwait(false);
            }

            return Failed(path, seats, names, faults, refused);
        }

        var old = fresh.Select(each => each.Seat.SwitchTo(each.Found, each.Instance)).OfType<PluginInstance>().ToList();
        var (took, since) = (time.GetElapsedTime(began), time.GetUtcNow());
        var isGone = fresh.All(each => each.Instance is null);
        foreach (var (seat, _, instance) in fresh.Where(each => each.Instance is not null))
        {
            seat.Guard.Health.ChangedTo(instance!.Hash);
            PluginTelemetry.Reloaded(seat.Guard.Health, succeeded: true);
        }

        exchanged(seats);
        var (context, unfinished) = await EndAllAsync(old).ConfigureAwait(false);
        var holder = context is null ? null : await UnloadCheck.HolderAsync(context, unfinished).ConfigureAwait(false);
        return new PluginReload(path, names, isGone ? ReloadOutcome.Removed : ReloadOutcome.Reloaded)
        {
            Duration = isGone ? TimeSpan.Zero : took,
            AnswersSince = isGone ? null : since,
            IsUnloaded = context is not null && holder is null,
            Leak = holder is null ? null : new Fault(
                FaultCodes.PluginLeaked, $"the old version of {string.Join(", ", names)} is still in memory; what holds it: {holder}", "End it in ShutdownAsync, or give it to Context.Scope") { File = path },
        };
    }

    /// <summary>A method of its own: what it kept of the old instances is gone when it has returned.</summary>
    private async Task<(WeakReference? Context, IReadOnlyList<string> Unfinished)> EndAllAsync(List<PluginInstance> old)
    {
        WeakReference? context = null;
        foreach (var instance in old)
        {
            context = await instance.EndAsync(assemblies).ConfigureAwait(false) ?? context;
        }

        IReadOnlyList<string> unfinished = [.. old.SelectMany(instance => instance.Unfinished)];
        old.Clear();
        return (context, unfinished);
    }

    private static PluginReload Failed(string path, IReadOnlyList<PluginSeat> seats, IReadOnlyList<string> names, IReadOnlyList<Fault> faults, string? refused)
    {
        foreach (var seat in seats)
        {
            seat.Refused = string.IsNullOrEmpty(refused) ? null : refused;
            PluginTelemetry.Reloaded(seat.Guard.Health, succeeded: false);
        }

        return new PluginReload(path, names, ReloadOutcome.Failed) { Faults = faults };
    }
}
