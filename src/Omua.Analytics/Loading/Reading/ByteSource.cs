using Microsoft.Win32.SafeHandles;

namespace Omua.Analytics;

/// <summary>The text of one export as UTF-8 bytes, readable from any offset by several threads.</summary>
internal sealed class ByteSource : IDisposable
{
    private readonly SafeFileHandle? _file;
    private readonly ReadOnlyMemory<byte> _memory;

    public ByteSource(SafeFileHandle file)
    {
        _file = file;
        Length = RandomAccess.GetLength(file);
    }

    public ByteSource(ReadOnlyMemory<byte> memory)
    {
        _memory = memory;
        Length = memory.Length;
    }

    public long Length { get; }

    public int Read(Span<byte> buffer, long offset)
    {
        if (_file is not null)
        {
            return RandomAccess.Read(_file, buffer, offset);
        }

        var count = (int)Math.Min(buffer.Length, Length - offset);
        _memory.Span.Slice((int)offset, count).CopyTo(buffer);
        return count;
    }

    /// <summary>The first bytes, at most <paramref name="count"/>.</summary>
    public byte[] Head(int count)
    {
        var head = new byte[(int)Math.Min(count, Length)];
        var filled = 0;
        while (filled < head.Length && Read(head.AsSpan(filled), filled) is > 0 and var read)
        {
            filled += read;
        }

        return head[..filled];
    }

    public void Dispose() => _file?.Dispose();
}
