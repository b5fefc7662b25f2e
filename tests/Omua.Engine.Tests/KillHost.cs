using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Omua.Engine.Tests;

/// <summary>A process that executes a run, to be killed, stopped and woken.</summary>
internal sealed class KillHost : IDisposable
{
    private const int Stop = 19;
    private const int Continue = 18;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string Host = Path.Combine(
        AppContext.BaseDirectory.Replace(Path.Combine("tests", "Omua.Engine.Tests"), Path.Combine("tests", "fixtures", "Omua.KillHost"), StringComparison.Ordinal), "Omua.KillHost.dll");

    private readonly Process _process;
    private readonly Task<string> _errors;

    private KillHost(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it said on stderr, once it has ended.</summary>
    public string Errors { get; private set; } = "";

    public static KillHost Start(string folder, int number, string where) => new(Process.Start(
        new ProcessStartInfo("dotnet", [Host, folder, number.ToString(CultureInfo.InvariantCulture), where]) { RedirectStandardError = true })!);

    /// <summary>SIGSTOP: the process lives, and does nothing.</summary>
    public void Freeze() => Signal(Stop);

    /// <summary>SIGCONT.</summary>
    public void Wake() => Signal(Continue);

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        Errors = await _errors;
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Signal(int signal) => Assert.Equal(0, SendSignal(_process.Id, signal));

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);
}
