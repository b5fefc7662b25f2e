using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Omua.Analytics;

/// <summary>Opens a file as UTF-8 bytes: unpacks gzip, writes Parquet out as text, turns UTF-16 (which the ad platforms' own tables are in) into UTF-8.</summary>
internal static class ExportFile
{
    /// <summary>What gzip may unpack to, so that a small hostile file does not fill the memory.</summary>
    private const int UnpackedLimit = 1 << 30;

    public static ByteSource Open(string path)
    {
        var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var source = new ByteSource(file);
        var head = source.Head(4);
        if (head is [0x1F, 0x8B, ..])
        {
            source.Dispose();
            return FromMemory(Unpack(path));
        }

        if (head.AsSpan().SequenceEqual("PAR1"u8))
        {
            source.Dispose();
            return new ByteSource(Parquet(path));
        }

        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            source.Dispose();
            return FromMemory(File.ReadAllBytes(path));
        }

        return source;
    }

    // Apart, so that the library is looked for only where a file needs it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] Parquet(string path) => ParquetFile.ToText(path);

    /// <summary>A fingerprint of the content, the same for a file and its gzip.</summary>
    public static string Hash(ByteSource source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (long offset = 0; source.Read(buffer, offset) is > 0 and var read; offset += read)
        {
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static ByteSource FromMemory(byte[] bytes) => new(bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Convert(Encoding.Unicode, Encoding.UTF8, bytes, 2, bytes.Length - 2),
        [0xFE, 0xFF, ..] => Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, bytes, 2, bytes.Length - 2),
        _ => bytes,
    });

    private static byte[] Unpack(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (packed.Read(buffer) is > 0 and var read)
        {
            if (unpacked.Length + read > UnpackedLimit)
            {
                throw new InvalidDataException("it unpacks to more than 1 GiB");
            }

            unpacked.Write(buffer, 0, read);
        }

        // The last four bytes of a gzip are the length of its last member; a file cut off in the middle ends without an error otherwise.
        var trailer = new byte[4];
        using var file = File.OpenHandle(path);
        RandomAccess.Read(file, trailer, RandomAccess.GetLength(file) - trailer.Length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) > unpacked.Length)
        {
            throw new InvalidDataException("the gzip is cut off");
        }

        return unpacked.ToArray();
    }
}
