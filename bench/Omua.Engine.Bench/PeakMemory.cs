using System.Diagnostics;

namespace Omua.Engine.Bench;

/// <summary>The most memory while it lives, looked at twenty times a second.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Process _self = System.Diagnostics.Process.GetCurrentProcess();
    private readonly Timer _timer;
    private long _managed;
    private long _process;

    public PeakMemory() => _timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));

    public long Managed => Interlocked.Read(ref _managed);

    public long Process => Interlocked.Read(ref _process);

    public void Dispose()
    {
        _timer.Dispose();
        _self.Dispose();
    }

    private void Look()
    {
        Interlocked.Exchange(ref _managed, Math.Max(_managed, GC.GetTotalMemory(forceFullCollection: false)));
        _self.Refresh();
        Interlocked.Exchange(ref _process, Math.Max(_process, _self.WorkingSet64));
    }
}
