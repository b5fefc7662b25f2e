using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Omua.Llm.Tests.Server;

/// <summary>HTTP/1.1 on one socket, as much of it as the libraries under test speak.</summary>
internal sealed class ServerConnection(Socket socket) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    /// <summary>The next request; null when the client closed.</summary>
    public async Task<ReceivedRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await LineAsync(cancellationToken) is not { Length: > 0 } first)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var body = headers.TryGetValue("Content-Length", out var length) ? await BytesAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken)
            : headers.ContainsKey("Transfer-Encoding") ? await ChunksAsync(cancellationToken)
            : [];
        var words = first.Split(' ');
        return new ReceivedRequest(words[0], words[1], headers, Encoding.UTF8.GetString(body));
    }

    public async Task AnswerAsync(Script script, CancellationToken cancellationToken)
    {
        if (script is { End: ScriptEnd.Reset, Pieces.Count: 0 })
        {
            Reset();
        }

        if (script is { SilentBefore: 0, Status: 0 })
        {
            await SilenceAsync(cancellationToken);
        }

        var head = new StringBuilder($"HTTP/1.1 {script.Status} Scripted\r\nContent-Type: {script.ContentType}\r\nTransfer-Encoding: chunked\r\n");
        foreach (var (name, value) in script.Headers)
        {
            head.Append($"{name}: {value}\r\n");
        }

        await WriteAsync(head.Append("\r\n").ToString(), cancellationToken);
        for (var index = 0; index < script.Pieces.Count; index++)
        {
            await SilentBeforeAsync(script, index, cancellationToken);
            var piece = script.Pieces[index];
            await WriteAsync($"{Encoding.UTF8.GetByteCount(piece):x}\r\n{piece}\r\n", cancellationToken);
        }

        await SilentBeforeAsync(script, script.Pieces.Count, cancellationToken);
        switch (script.End)
        {
            case ScriptEnd.Clean:
                await WriteAsync("0\r\n\r\n", cancellationToken);
                break;
            case ScriptEnd.Cut:
                socket.Shutdown(SocketShutdown.Both);
                throw new IOException("The script cuts the answer here.");
            default:
                Reset();
                break;
        }
    }

    public void Dispose() => _stream.Dispose();

    private async Task SilentBeforeAsync(Script script, int index, CancellationToken cancellationToken)
    {
        if (script.SilentBefore == index)
        {
            await SilenceAsync(cancellationToken);
        }
    }

    /// <summary>Until the client closes: it has nothing more to send.</summary>
    private async Task SilenceAsync(CancellationToken cancellationToken)
    {
        _ = await _stream.ReadAsync(new byte[1], cancellationToken);
        throw new IOException("The client went away.");
    }

    private void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        throw new IOException("The script resets the connection here.");
    }

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    private async Task<string?> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await _stream.ReadAsync(one, cancellationToken) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private async Task<byte[]> ChunksAsync(CancellationToken cancellationToken)
    {
        var all = new List<byte>();
        while (true)
        {
            var size = int.Parse(await LineAsync(cancellationToken) ?? "0", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            all.AddRange(await BytesAsync(size, cancellationToken));
            await LineAsync(cancellationToken);
            if (size == 0)
            {
                return [.. all];
            }
        }
    }
}
