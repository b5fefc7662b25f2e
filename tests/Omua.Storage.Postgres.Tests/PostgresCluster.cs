using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Omua.Storage.Postgres.Tests;

/// <summary>
/// A private PostgreSQL server on loopback, run by a user without rights and gone after the tests. The server flushes nothing to the disk here: what is tested is the
/// plugin, and the machine does not crash.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private const string User = "nobody";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"omua-pg-{Guid.NewGuid():N}");
    private string? _programs;
    private Process? _server;

    /// <summary>Why there is no server; null where there is one.</summary>
    public string? Missing { get; private set; }

    public int Port { get; private set; }

    /// <summary>Whether a commit waits for the disk, as on a real server; for what is measured.</summary>
    public bool FlushesToDisk { get; init; }

    public string ConnectionString => ConnectionStringThrough(Port);

    /// <summary>The same server, reached through something that listens on another port.</summary>
    public string ConnectionStringThrough(int port) => $"Host=127.0.0.1;Port={port};Database=postgres;Username=omua;Password=unused-password";

    public async ValueTask InitializeAsync()
    {
        _programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            : null;
        if (_programs is null)
        {
            Missing = "no PostgreSQL server under /usr/lib/postgresql; ./test installs Debian's package";
            return;
        }

        Directory.CreateDirectory(_folder);
        await RunAsync("chown", User, _folder);
        await RunAsync("runuser", "-u", User, "--", Path.Combine(_programs, "initdb"), "-D", Path.Combine(_folder, "data"), "-U", "omua", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        Port = FreePort();
        await StartAsync();
    }

    /// <summary>Starts the server; also after <see cref="StopAsync"/>, on the same port.</summary>
    public async Task StartAsync()
    {
        _server = Process.Start(new ProcessStartInfo("runuser",
            ["-u", User, "--", Path.Combine(_programs!, "postgres"), "-D", Path.Combine(_folder, "data"), "-k", _folder, "-h", "127.0.0.1", "-p", $"{Port}", "-c", $"fsync={(FlushesToDisk ? "on" : "off")}", "-c", "max_connections=200"])
        {
            RedirectStandardError = true,
        })!;
        _server.ErrorDataReceived += static (_, _) => { };
        _server.BeginErrorReadLine();
        await AnswersAsync();
    }

    /// <summary>Stops the server. Data stays.</summary>
    /// <param name="signal">INT cuts connections and writes what is in memory; QUIT is a crash, of the server and not of the machine.</param>
    public async Task StopAsync(string signal = "INT")
    {
        if (_server is { } server)
        {
            _server = null;
            NpgsqlConnection.ClearAllPools();
            await RunAsync("kill", $"-{signal}", await File.ReadAllLinesAsync(Path.Combine(_folder, "data", "postmaster.pid")) is [var pid, ..] ? pid : "0");
            await server.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token);
            server.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await output}{await errors}");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task AnswersAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString);
                await connection.OpenAsync(limit.Token);
                return;
            }
            catch (NpgsqlException) when (!_server!.HasExited)
            {
                // It is still starting.
                await Task.Delay(100, limit.Token);
            }
        }
    }
}
