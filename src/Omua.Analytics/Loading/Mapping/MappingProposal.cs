using System.Text;

namespace Omua.Analytics;

/// <summary>A guess what a file in no known shape holds, for a person to check and correct.</summary>
/// <param name="File">The file.</param>
/// <param name="Kind">The kind of rows that it is taken for.</param>
/// <param name="Columns">What the columns are taken for.</param>
/// <param name="Unused">Columns that nothing was made of.</param>
/// <param name="DecimalComma">Whether its numbers have a decimal comma.</param>
public sealed record MappingProposal(string File, string Kind, IReadOnlyList<ProposedColumn> Columns, IReadOnlyList<string> Unused, bool DecimalComma)
{
    private const int HeaderLimit = 30;
    private const int SampleRows = 50;

    /// <summary>Looks at the first rows of a file; null where it is no table of at least two columns.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MappingProposal? For(string path)
    {
        using var source = ExportFile.Open(path);
        var head = source.Head(1 << 16);
        if (head.AsSpan().Contains((byte)0) || Table(source, head is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0) is not { } table)
        {
            return null;
        }

        var (header, rows) = table;
        var comma = rows.SelectMany(row => row).Select(NumberCell.TellsDecimalComma).ToList() is var tells && tells.Contains(true) && !tells.Contains(false);
        var columns = new List<ProposedColumn>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, index) in header.Select((name, index) => (name, index)).Where(column => column.name.Length > 0))
        {
            var cells = rows.Select(row => row[index]).Where(cell => cell.Length > 0).ToList();
            if (cells.Count > 0 && ColumnGuess.Of(name, cells, comma, taken) is { } guess)
            {
                taken.Add(guess.Role);
                columns.Add(new ProposedColumn(guess.Role, name, cells[0], guess.Reason));
            }
        }

        return new MappingProposal(path, "performance", columns, [.. header.Where(name => name.Length > 0 && columns.TrueForAll(column => column.Column != name))], comma);
    }

    /// <summary>The first record that has as many fields as those below it, with them; of all delimiters the one that gives most columns.</summary>
    private static (List<string> Header, List<List<string>> Rows)? Table(ByteSource source, int start)
    {
        (List<string> Header, List<List<string>> Rows)? best = null;
        foreach (var delimiter in ",\t;|")
        {
            var records = new List<List<string>>();
            var reader = new CsvRecordReader(source, (byte)delimiter, start, source.Length, 1);
            while (records.Count < HeaderLimit + SampleRows && reader.Read())
            {
                if (reader.Problem is null)
                {
                    records.Add([.. ExportSniffer.Texts(reader).Select(text => text.Trim())]);
                }
            }

            var width = records.GroupBy(record => record.Count).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).FirstOrDefault()?.Key ?? 0;
            var at = records.FindIndex(record => record.Count == width);
            if (width >= 2 && at >= 0 && at < HeaderLimit && (best is null || width > best.Value.Header.Count))
            {
                best = (records[at], [.. records.Skip(at + 1).Where(record => record.Count == width)]);
            }
        }

        return best is { Rows.Count: > 0 } ? best : null;
    }
}
