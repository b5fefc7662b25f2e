using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Omua.Engine.Journal;

/// <summary>Writes JSON text through a buffer of the thread: a journal is written event by event, and a tree of nodes for each would cost more than the work it records.</summary>
internal static class JsonText
{
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static string Of<T>(T value, Action<Utf8JsonWriter, T> write) => Of(value, write, static bytes => Encoding.UTF8.GetString(bytes));

    public static TOut Of<T, TOut>(T value, Action<Utf8JsonWriter, T> write, Func<ReadOnlySpan<byte>, TOut> take)
    {
        // Taken off the thread meanwhile: a write may begin another, and one that throws leaves nothing half written behind.
        var buffer = _buffer ?? new ArrayBufferWriter<byte>(1024);
        var writer = _writer ?? new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        (_buffer, _writer) = (null, null);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        write(writer, value);
        writer.Flush();
        var taken = take(buffer.WrittenSpan);
        if (buffer.Capacity <= LargestKept)
        {
            (_buffer, _writer) = (buffer, writer);
        }

        return taken;
    }
}
