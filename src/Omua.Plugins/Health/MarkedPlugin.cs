using System.Globalization;
using System.Text;

namespace Omua.Plugins.Health;

/// <summary>A plugin whose code ran when a mark was read.</summary>
/// <param name="Name">The plugin's name.</param>
/// <param name="Hash">Its content.</param>
/// <param name="Path">Its file or folder.</param>
/// <param name="Work">What ran of it.</param>
/// <param name="At">When the last of it began.</param>
internal sealed record MarkedPlugin(string Name, string Hash, string Path, MarkedWork Work, DateTimeOffset At)
{
    /// <summary>All of a mark.</summary>
    public static IReadOnlyList<MarkedPlugin> In(ReadOnlySpan<byte> mark)
    {
        var plugins = new List<MarkedPlugin>();
        if (Header(mark) is not [_, _, var started, var ticks, ..]
            || !DateTimeOffset.TryParseExact(started, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            || !long.TryParse(ticks, CultureInfo.InvariantCulture, out var fromTicks))
        {
            return plugins;
        }

        for (var at = ProcessMark.HeaderSize; at + MarkSlot.Size <= mark.Length; at += MarkSlot.Size)
        {
            var slot = mark.Slice(at, MarkSlot.Size);
            if (Ran(slot) is { } work && Text(slot[MarkSlot.TextAt..]).Split('\t') is [var name, var hash, var path])
            {
                plugins.Add(new MarkedPlugin(name, hash, path, work, MarkSlot.LastBegun(slot, from, fromTicks)));
            }
        }

        return plugins;
    }

    /// <summary>The lines of a mark's header; null where it is none.</summary>
    public static string[]? Header(ReadOnlySpan<byte> mark) =>
        mark.Length > ProcessMark.HeaderSize && Text(mark[..ProcessMark.HeaderSize]).Split('\n') is ["omua mark 1", _, _, _, _, _, ..] lines ? lines : null;

    /// <summary>The part of what ran that says most: a start goes before a call, a call before what goes on beside it. Null where nothing ran.</summary>
    private static MarkedWork? Ran(ReadOnlySpan<byte> slot)
    {
        foreach (var work in Enum.GetValues<MarkedWork>())
        {
            if (BitConverter.ToInt64(slot[((int)work * sizeof(long))..]) > 0)
            {
                return work;
            }
        }

        return null;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.IndexOf((byte)0) is >= 0 and var end ? bytes[..end] : bytes);
}
