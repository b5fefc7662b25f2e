using System.Diagnostics;

namespace Omua.Engine.Bench;

/// <summary>What one run of a graph took. Processor time says more than the clock on a machine that others work on.</summary>
internal readonly record struct Sample(TimeSpan Wall, TimeSpan Processor, long Bytes)
{
    public static async Task<Sample> OfAsync(Func<Task> work)
    {
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        var (bytes, processor, watch) = (GC.GetTotalAllocatedBytes(), self.TotalProcessorTime, Stopwatch.StartNew());
        await work();
        var wall = watch.Elapsed;
        self.Refresh();
        return new Sample(wall, self.TotalProcessorTime - processor, GC.GetTotalAllocatedBytes() - bytes);
    }
}
