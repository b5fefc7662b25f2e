using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Omua.Plugins.Tests;

/// <summary>Waiting for something to become true, with an end even on a slow machine.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static async Task UntilAsync(Func<bool> holds)
    {
        for (var waited = Stopwatch.StartNew(); !holds(); await Task.Delay(10))
        {
            Assert.True(waited.Elapsed < Longest, $"waited {Longest.TotalSeconds} s in vain");
        }
    }

    /// <summary>Turns the clock on, step by step, until the task ends: what has begun to wait by then, and what only begins later, both come to their end.</summary>
    public static async Task AdvanceUntilAsync(this FakeTimeProvider time, Task ends, TimeSpan step) => await UntilAsync(() =>
    {
        time.Advance(step);
        return ends.IsCompleted;
    });
}
