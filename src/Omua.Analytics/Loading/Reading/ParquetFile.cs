using System.Text;
using Parquet;
using Parquet.Schema;

namespace Omua.Analytics;

/// <summary>Turns a Parquet file into delimited text, so that one reader serves both. The library is loaded when the first such file is met, not before.</summary>
internal static class ParquetFile
{
    /// <summary>What a file may unpack to, so that a small hostile one does not fill the memory.</summary>
    private const int UnpackedLimit = 1 << 30;

    /// <exception cref="InvalidDataException">The file is damaged, nested or too large.</exception>
    public static byte[] ToText(string path)
    {
        try
        {
            return ReadAsync(path).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not (IOException or UnauthorizedAccessException or InvalidDataException or OutOfMemoryException))
        {
            // Whatever the library meets in a file that is no good: it has no exception of its own for it.
            throw new InvalidDataException($"the Parquet file is damaged or of a kind that is not read ({exception.GetType().Name})", exception);
        }
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        using var stream = File.OpenRead(path);
        await using var reader = await ParquetReader.CreateAsync(stream).ConfigureAwait(false);
        var fields = reader.Schema.DataFields;
        if (fields.FirstOrDefault(field => field.IsArray || field.Path.Length > 1) is { } nested)
        {
            throw new InvalidDataException($"the column {nested.Name} is nested; write it as plain columns");
        }

        using var text = new MemoryStream();
        await using var writer = new StreamWriter(text, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        writer.Write(string.Join(',', fields.Select(field => Quoted(field.Name))));
        writer.Write('\n');
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            var columns = new List<Func<int, string>>();
            foreach (var field in fields)
            {
                columns.Add(await ParquetColumn.ReadAsync(rows, field).ConfigureAwait(false));
            }

            for (var row = 0; row < rows.RowCount; row++)
            {
                for (var column = 0; column < columns.Count; column++)
                {
                    writer.Write(column > 0 ? "," : "");
                    writer.Write(columns[column](row));
                }

                writer.Write('\n');
                if (text.Length > UnpackedLimit)
                {
                    throw new InvalidDataException("it unpacks to more than 1 GiB");
                }
            }
        }

        writer.Flush();
        return text.ToArray();
    }

    internal static string Quoted(string? value) => value is null ? "" : value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
