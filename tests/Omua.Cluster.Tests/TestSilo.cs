using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Omua.ClusterHost;

namespace Omua.Cluster.Tests;

/// <summary>A silo as a process of its own.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private static readonly string Fixture = Path.Combine("tests", "fixtures", "Omua.ClusterHost");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly List<string> _said = [];
    private readonly SemaphoreSlim _line = new(0);

    private TestSilo(HostSettings settings, Process process)
    {
        (Settings, _process) = (settings, process);
        _process.OutputDataReceived += (_, said) =>
        {
            if (said.Data is { } line)
            {
                lock (_said)
                {
                    _said.Add(line);
                }

                _line.Release();
            }
        };
        _process.BeginOutputReadLine();
    }

    public HostSettings Settings { get; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_said)
            {
                return [.. _said];
            }
        }
    }

    public static TestSilo Start(HostSettings settings)
    {
        var file = Path.Combine(settings.Folder, string.Create(CultureInfo.InvariantCulture, $"silo-{settings.Port}.json"));
        File.WriteAllText(file, JsonSerializer.Serialize(settings));
        var host = Path.Combine(
            AppContext.BaseDirectory.Replace(Path.Combine("tests", "Omua.Cluster.Tests"), Fixture, StringComparison.Ordinal).Replace(Path.Combine("bench", "Omua.Cluster.Bench"), Fixture, StringComparison.Ordinal),
            "Omua.ClusterHost.dll");
        return new TestSilo(settings, Process.Start(new ProcessStartInfo("dotnet", [host, file]) { RedirectStandardOutput = true })!);
    }

    /// <summary>Waits until it has joined for the given time.</summary>
    public Task JoinedAsync(int times = 1) => SaysAsync(() => Said.Count(line => line.StartsWith("joined", StringComparison.Ordinal)) >= times);

    /// <summary>Waits for its end; what it said last, and its exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Kill() => _process.Kill();

    public Task FreezeAsync() => SignalAsync("STOP");

    public Task WakeAsync() => SignalAsync("CONT");

    public Task TermAsync() => SignalAsync("TERM");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await EndAsync();
        }

        _process.Dispose();
        _line.Dispose();
    }

    private async Task SaysAsync(Func<bool> isSaid)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!isSaid())
        {
            Assert.False(_process.HasExited, $"the silo ended with {(_process.HasExited ? _process.ExitCode : 0)}: {string.Join("; ", Said)}");
            await _line.WaitAsync(TimeSpan.FromSeconds(1), limit.Token);
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
