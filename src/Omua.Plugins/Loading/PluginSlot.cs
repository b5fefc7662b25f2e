using Omua.Plugins.Guard;
using Omua.Plugins.Index;

namespace Omua.Plugins.Loading;

/// <summary>A plugin's place in the list: what was found, and its one shared instance once somebody asks for it.</summary>
internal sealed class PluginSlot(CatalogPlugin found)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Lock _leaving = new();
    private PluginEntry _entry = found.Entry;
    private int _asking;
    private bool _hasLeft;

    public static IReadOnlyDictionary<string, object?> NoArguments { get; } = new Dictionary<string, object?>();

    public CatalogPlugin Found { get; private set; } = found;

    public PluginSeat? Seat { get; private set; }

    /// <summary>How it stands now. A quarantine goes before whatever it was.</summary>
    public PluginEntry Entry => Seat?.Guard.Health.Quarantine is { } quarantine ? _entry with { State = PluginState.Quarantined, Faults = [quarantine] } : _entry;

    public bool AnswersTo(string name) => Found.Entry.Name == name || Found.Entry.Class == name || Found.Plugin?.ClassFullName == name;

    /// <summary>Loads on first use. A plugin that failed is not tried again until the next scan. Null where the slot has left the list: another stands in its place.</summary>
    public async Task<PluginSeat?> SeatAsync(Func<CatalogPlugin, Task<PluginSeat>> start, CancellationToken cancellationToken)
    {
        lock (_leaving)
        {
            if (_hasLeft)
            {
                return null;
            }

            _asking++;
        }

        try
        {
            return await TakenAsync(start, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_leaving)
            {
                _asking--;
            }
        }
    }

    /// <summary>
    /// Leaves the list, for another slot to take its place. False where its plugin runs or is being started: one that started outside the list would never be reloaded, and never ended.
    /// </summary>
    public bool Leave()
    {
        lock (_leaving)
        {
            return _hasLeft |= _asking == 0 && Seat?.Guard.Current is null;
        }
    }

    private async Task<PluginSeat> TakenAsync(Func<CatalogPlugin, Task<PluginSeat>> start, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            RequireLoadable();
            return Seat is { } taken ? taken : Sit(await start(Found).ConfigureAwait(false));
        }
        catch (FaultException exception)
        {
            if (_entry.State == PluginState.Available)
            {
                _entry = _entry with { State = PluginState.Faulted, Faults = exception.Faults };
            }

            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void RequireLoadable()
    {
        if (Entry is { State: not (PluginState.Available or PluginState.Ready), Faults: var faults })
        {
            throw new FaultException(faults);
        }
    }

    /// <summary>The seat's plugin was reloaded, or could not be: then the faults of the version that did not come to serve stand beside the one that does.</summary>
    public void Refresh(IReadOnlyList<Fault> faults)
    {
        if (Seat is not null)
        {
            Found = Seat.Found;
            _entry = Ready(Seat) with { Faults = faults };
        }
    }

    public PluginSeat? TakeSeat()
    {
        var seat = Seat;
        Seat = null;
        if (seat is not null)
        {
            _entry = Found.Entry;
        }

        return seat;
    }

    private PluginSeat Sit(PluginSeat seat)
    {
        _entry = Ready(seat);
        return Seat = seat;
    }

    private static PluginEntry Ready(PluginSeat seat) =>
        seat.Found.Entry with { State = PluginState.Ready, Version = seat.Version, Description = seat.Description };
}
