using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Omua.Cli.Tests;

/// <summary>A call of <c>omua</c> that has not ended, and can be sent signals.</summary>
internal sealed class RunningOmua(Process process) : IDisposable
{
    private const int Interrupt = 2;
    private const int Termination = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Heard _output = new(process.StandardOutput);
    private readonly Heard _errors = new(process.StandardError);

    /// <summary>Waits for what the process does elsewhere than on its streams.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        for (var waited = Stopwatch.StartNew(); !holds(); await Task.Delay(20))
        {
            Assert.True(waited.Elapsed < Patience, "it was waited for in vain");
        }
    }

    /// <summary>Waits until stdout, as far as it has come, holds what is asked; gives it back then.</summary>
    public Task<string> SaysAsync(Func<string, bool> holds) => _output.UntilAsync(holds, Patience);

    /// <summary>The same of stderr.</summary>
    public Task<string> WarnsAsync(Func<string, bool> holds) => _errors.UntilAsync(holds, Patience);

    /// <summary>SIGKILL: the process gets no chance to do anything more.</summary>
    public void Kill() => process.Kill();

    /// <summary>SIGINT, as Ctrl+C sends it.</summary>
    public void InterruptIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent as on Linux");
        Assert.SkipWhen(IsInterruptIgnored, "what started the tests has them ignore SIGINT");
        Assert.Equal(0, SendSignal(process.Id, Interrupt));
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public void Terminate()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent as on Linux");
        Assert.Equal(0, SendSignal(process.Id, Termination));
    }

    /// <summary>Waits for its end.</summary>
    public async Task<Answer> EndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return new Answer(process.ExitCode, await _output.AllAsync(), await _errors.AllAsync());
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    /// <summary>What comes out of a stream, readable while it still comes.</summary>
    private sealed class Heard
    {
        private readonly StringBuilder _text = new();
        private readonly Task _end;

        public Heard(StreamReader stream) => _end = ReadAsync(stream);

        public async Task<string> UntilAsync(Func<string, bool> holds, TimeSpan patience)
        {
            for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20))
            {
                var hasEnded = _end.IsCompleted;
                var text = Text;
                if (holds(text))
                {
                    return text;
                }

                Assert.False(hasEnded || waited.Elapsed > patience, $"it {(hasEnded ? "ended" : "went on")} and said only: {text}");
            }
        }

        public async Task<string> AllAsync()
        {
            await _end;
            return Text;
        }

        private string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        private async Task ReadAsync(StreamReader stream)
        {
            var buffer = new char[4096];
            while (await stream.ReadAsync(buffer) is > 0 and var count)
            {
                lock (_text)
                {
                    _text.Append(buffer, 0, count);
                }
            }
        }
    }

    /// <summary>A shell that starts a job in the background has it ignore Ctrl+C, and every process below inherits that.</summary>
    private static bool IsInterruptIgnored =>
        (Convert.ToUInt64(File.ReadLines("/proc/self/status").Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..].Trim(), 16) & (1UL << (Interrupt - 1))) != 0;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);
}
