namespace Omua.Analytics;

/// <summary>A small file beside an export: names by id, or further measures.</summary>
internal sealed record LookupFile(string Path, string Kind, IReadOnlyList<string> Header, IReadOnlyList<List<string>> Rows)
{
    public static LookupFile Read(ByteSource source, string path, SniffedFile sniffed)
    {
        var rows = new List<List<string>>();
        var reader = new CsvRecordReader(source, sniffed.Delimiter, sniffed.DataOffset, source.Length, 1);
        while (reader.Read())
        {
            if (reader.FieldCount == sniffed.Header.Count)
            {
                rows.Add(ExportSniffer.Texts(reader));
            }
        }

        return new LookupFile(path, sniffed.Lookup!, [.. sniffed.Header.Select(HeaderName.Normalise)], rows);
    }

    public int Column(string name) => ((List<string>)[.. Header]).IndexOf(name);

    /// <summary>For each id the cells of one column in the row that was changed last.</summary>
    public Dictionary<string, string> Latest(string id, string value, string changed)
    {
        var (idAt, valueAt, changedAt) = (Column(id), Column(value), Column(changed));
        var latest = new Dictionary<string, (string Changed, string Value)>(StringComparer.Ordinal);
        foreach (var row in Rows)
        {
            // ISO timestamps order as text.
            if (!latest.TryGetValue(row[idAt], out var known) || string.CompareOrdinal(known.Changed, row[changedAt]) < 0)
            {
                latest[row[idAt]] = (row[changedAt], row[valueAt]);
            }
        }

        return latest.ToDictionary(entry => entry.Key, entry => entry.Value.Value, StringComparer.Ordinal);
    }
}
