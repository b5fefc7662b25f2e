namespace Omua.Plugins.Health;

/// <summary>
/// Says in the process's mark that code of one plugin runs. The memory is a file's: what stands there outlives the process however it ends, and saying it costs no more
/// than counting.
/// </summary>
internal sealed unsafe class MarkSlot(ProcessMark mark, byte* memory)
{
    /// <summary>Bytes of one slot: a counter for each <see cref="MarkedWork"/>, the clock when it was last begun, then the plugin's name, hash and path as text.</summary>
    public const int Size = 768;
    public const int TextAt = 64;
    private const int ClockAt = 40;

    private readonly long* _counters = (long*)memory;
    private volatile bool _isGivenBack;

    public byte* Memory => memory;

    public void Begin(MarkedWork work)
    {
        *(long*)(memory + ClockAt) = Environment.TickCount64;
        Interlocked.Increment(ref _counters[(int)work]);
    }

    public void End(MarkedWork work)
    {
        Interlocked.Decrement(ref _counters[(int)work]);
        if (_isGivenBack)
        {
            GiveBack();
        }
    }

    /// <summary>The plugin has ended. What still runs of it keeps the slot until it ends too, so that nobody else's work is counted with it.</summary>
    public void GiveBack()
    {
        _isGivenBack = true;
        if (new ReadOnlySpan<long>(_counters, MarkedWorks.Count).IndexOfAnyExcept(0) < 0)
        {
            mark.Free(this);
        }
    }

    public static DateTimeOffset LastBegun(ReadOnlySpan<byte> slot, DateTimeOffset started, long startedTicks) =>
        started + TimeSpan.FromMilliseconds(BitConverter.ToInt64(slot[ClockAt..]) - startedTicks);
}
