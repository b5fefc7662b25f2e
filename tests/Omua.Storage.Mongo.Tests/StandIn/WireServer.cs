using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Omua.Storage.Mongo.Tests.StandIn;

/// <summary>
/// A stand-in for a MongoDB server: it speaks enough of the wire protocol (OP_MSG, and OP_QUERY for the greeting) on a real socket for the real driver, and keeps what it is told
/// in memory. It is written from the documentation of the protocol and of the commands, and proves the plugin against that reading, not against MongoDB.
/// </summary>
internal sealed class WireServer : IAsyncDisposable
{
    private const int OpReply = 1;
    private const int OpQuery = 2004;
    private const int OpMsg = 2013;
    private const int HeaderBytes = 16;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Task, Socket> _connections = [];
    private readonly Commands _commands;
    private readonly Task _accepting;
    private int _number;

    public WireServer()
    {
        _commands = new Commands(() => TimeProvider.System.GetUtcNow() + ClockOffset);
        _listener.Start();
        _accepting = Task.Run(AcceptAsync);
    }

    public string ConnectionString => $"mongodb://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/?directConnection=true";

    /// <summary>How far this server's clock is from the machine's.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>What happens to a command, by its name; null lets it through.</summary>
    public Func<string, Mishap?>? Mishaps { get; set; }

    /// <summary>Ends every connection.</summary>
    public void Cut()
    {
        foreach (var socket in _connections.Values)
        {
            socket.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        Cut();
        await Task.WhenAll(_connections.Keys);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // The listener was stopped.
                return;
            }

            socket.NoDelay = true;
            var serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _connections[serving.Task] = socket;
            _ = Task.Run(async () =>
            {
                try
                {
                    await ServeAsync(socket);
                }
                catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
                {
                    // The client is gone, or was cut off.
                }
                catch (Exception exception)
                {
                    // A defect of the stand-in: the test that meets it must see it.
                    serving.TrySetException(exception);
                }
                finally
                {
                    socket.Dispose();
                    serving.TrySetResult();
                }
            });
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        var header = new byte[HeaderBytes];
        while (true)
        {
            await stream.ReadExactlyAsync(header);
            var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(header) - HeaderBytes];
            await stream.ReadExactlyAsync(body);
            var request = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4));
            var operation = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
            var command = operation switch
            {
                OpMsg => Message(body),
                OpQuery => BsonSerializer.Deserialize<BsonDocument>(body.AsMemory(Array.IndexOf(body, (byte)0, 4) + 9).ToArray()),
                _ => throw new NotSupportedException($"the stand-in does not read operation {operation}"),
            };
            var mishap = Mishaps?.Invoke(command.GetElement(0).Name);
            if (mishap == Mishap.CutBefore)
            {
                return;
            }

            var answer = _commands.Run(command);
            if (mishap == Mishap.CutAfter)
            {
                return;
            }

            if (mishap == Mishap.Silence)
            {
                continue;
            }

            await stream.WriteAsync(Reply(operation, request, answer.ToBson()));
        }
    }

    /// <summary>One document, and lists that belong into it.</summary>
    private static BsonDocument Message(byte[] body)
    {
        var hasChecksum = (BinaryPrimitives.ReadInt32LittleEndian(body) & 1) != 0;
        var (at, end) = (4, body.Length - (hasChecksum ? 4 : 0));
        var command = new BsonDocument();
        while (at < end)
        {
            var kind = body[at++];
            var size = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at));
            if (kind == 0)
            {
                command = new BsonDocument(BsonSerializer.Deserialize<BsonDocument>(body.AsMemory(at, size).ToArray()).Concat(command));
            }
            else
            {
                var nameEnd = Array.IndexOf(body, (byte)0, at + 4);
                var list = new BsonArray();
                for (var next = nameEnd + 1; next < at + size; next += BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(next)))
                {
                    list.Add(BsonSerializer.Deserialize<BsonDocument>(body.AsMemory(next, BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(next))).ToArray()));
                }

                command[Encoding.UTF8.GetString(body, at + 4, nameEnd - at - 4)] = list;
            }

            at += size;
        }

        return command;
    }

    private byte[] Reply(int operation, int request, byte[] document)
    {
        // OP_MSG: flags and the kind of the section. OP_REPLY: flags, cursor, start, count.
        var before = operation == OpMsg ? new byte[5] : [8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0];
        var reply = new byte[HeaderBytes + before.Length + document.Length];
        BinaryPrimitives.WriteInt32LittleEndian(reply, reply.Length);
        BinaryPrimitives.WriteInt32LittleEndian(reply.AsSpan(4), Interlocked.Increment(ref _number));
        BinaryPrimitives.WriteInt32LittleEndian(reply.AsSpan(8), request);
        BinaryPrimitives.WriteInt32LittleEndian(reply.AsSpan(12), operation == OpMsg ? OpMsg : OpReply);
        before.CopyTo(reply, HeaderBytes);
        document.CopyTo(reply, HeaderBytes + before.Length);
        return reply;
    }
}
