using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Omua.Cli.Tests;

/// <summary>A call of <c>omua</c> that has not ended, and can be sent signals.</summary>
internal sealed class RunningOmua(Process process) : IDisposable
{
    private const int Interrupt = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Task<string> _output = process.StandardOutput.ReadToEndAsync();
    private readonly Task<string> _errors = process.StandardError.ReadToEndAsync();

    /// <summary>SIGKILL: the process gets no chance to do anything more.</summary>
    public void Kill() => process.Kill();

    /// <summary>SIGINT, as Ctrl+C sends it.</summary>
    public void InterruptIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent as on Linux");
        Assert.SkipWhen(IsInterruptIgnored, "what started the tests has them ignore SIGINT");
        Assert.Equal(0, SendSignal(process.Id, Interrupt));
    }

    /// <summary>Waits for its end.</summary>
    public async Task<Answer> EndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return new Answer(process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    /// <summary>A shell that starts a job in the background has it ignore Ctrl+C, and every process below inherits that.</summary>
    private static bool IsInterruptIgnored =>
        (Convert.ToUInt64(File.ReadLines("/proc/self/status").Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..].Trim(), 16) & (1UL << (Interrupt - 1))) != 0;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);
}
