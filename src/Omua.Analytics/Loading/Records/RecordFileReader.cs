namespace Omua.Analytics;

/// <summary>Reads all rows of one file into the rows of its shape.</summary>
internal static class RecordFileReader
{
    public static void Read(ByteSource source, string path, RecordLayout layout, RecordRows rows, CancellationToken cancellationToken)
    {
        rows.Begin(path);
        var reader = new CsvRecordReader(source, layout.Delimiter, layout.DataOffset, source.Length, layout.DataLine);
        var parser = new RecordParser(layout, rows);
        for (var count = 1; reader.Read(); count++)
        {
            parser.Parse(reader);
            if ((count & 0x3FF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
