namespace Omua.Analytics;

/// <summary>
/// Reads all rows of one file. A large file without quotes is read by two threads, each one half, with the same result as one thread: rows keep their order,
/// values their codes, refused rows their lines.
/// </summary>
internal static class PerformanceFileReader
{
    /// <summary>Below this a second thread costs more than it brings.</summary>
    internal const long SplitFrom = 4 << 20;

    public static List<RowBuffer> Read(ByteSource source, ExportLayout layout, LoadOptions options, long splitFrom, CancellationToken cancellationToken)
    {
        var length = source.Length - layout.DataOffset;
        if (length >= splitFrom && Boundary(source, layout.DataOffset + length / 2) is { } middle)
        {
            // A line end may stand inside quotes, where a file must not be cut: the first quote that either half meets calls the split off.
            var parts = new RowBuffer?[2];
            Parallel.Invoke(
                new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = 2 },
                () => parts[0] = ReadPart(source, layout, options, layout.DataOffset, middle, layout.DataLine, stopsAtQuote: true, cancellationToken),
                () => parts[1] = ReadPart(source, layout, options, middle, source.Length, 1, stopsAtQuote: true, cancellationToken));
            if (parts is [{ } first, { } second])
            {
                var lines = first.Lines;
                for (var index = 0; index < second.Refused.Count; index++)
                {
                    second.Refused[index] = (second.Refused[index].Line + lines - 1, second.Refused[index].Reason);
                }

                return [first, second];
            }
        }

        return [ReadPart(source, layout, options, layout.DataOffset, source.Length, layout.DataLine, stopsAtQuote: false, cancellationToken)!];
    }

    private static RowBuffer? ReadPart(
        ByteSource source, ExportLayout layout, LoadOptions options, long from, long end, long line, bool stopsAtQuote, CancellationToken cancellationToken)
    {
        var reader = new CsvRecordReader(source, layout.Delimiter, from, end, line);
        var parser = new PerformanceRowParser(layout, options);
        var rows = parser.Buffer(1024);
        var sized = false;
        for (var count = 1; reader.Read(); count++)
        {
            parser.Parse(reader, rows);
            if (stopsAtQuote && reader.SawQuote)
            {
                return null;
            }

            if ((count & 0x3FF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!sized)
                {
                    rows.Reserve((int)Math.Min(1 << 26, (end - from) / Math.Max(1, (reader.NextOffset - from) / count) * 21 / 20));
                    sized = true;
                }
            }
        }

        rows.Lines = reader.NextLine;
        return rows;
    }

    /// <summary>Where the first line at or after an offset starts; null where there is none.</summary>
    private static long? Boundary(ByteSource source, long offset)
    {
        var buffer = new byte[1 << 16];
        for (var read = source.Read(buffer, offset); read > 0; offset += read, read = source.Read(buffer, offset))
        {
            var found = buffer.AsSpan(0, read).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return offset + found + 1 < source.Length ? offset + found + 1 : null;
            }
        }

        return null;
    }
}
