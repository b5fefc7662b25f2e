using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Omua.Llm.Tests.Server;

/// <summary>
/// An HTTP server on loopback that answers as it is told, byte for byte, and remembers what it was asked. Written on sockets, so that it can also do what no proper
/// server does: cut, stall, reset.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<Script> _scripts = new();
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;

    public ScriptedServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Answers every request for which no script waits; null answers 500.</summary>
    public Func<ReceivedRequest, Script>? Otherwise { get; set; }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>Answers the next request.</summary>
    public ScriptedServer Then(Script script)
    {
        _scripts.Enqueue(script);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                _connections.Add(Task.Run(() => ServeAsync(socket)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server was stopped.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = new ServerConnection(socket);
        try
        {
            while (await connection.ReadAsync(_stopping.Token) is { } request)
            {
                _requests.Enqueue(request);
                var script = _scripts.TryDequeue(out var next) ? next : Otherwise?.Invoke(request) ?? Script.Json("""{"error":"no script is left"}""", 500);
                await connection.AnswerAsync(script, _stopping.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
            // The client or the server went away, as many of the tests want it.
        }
    }
}
