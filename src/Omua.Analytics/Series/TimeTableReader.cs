using System.Globalization;
using System.Text;

namespace Omua.Analytics;

/// <summary>Reads a delimited file as a <see cref="TimeTable"/>: CSV or TSV, plain or gzip, UTF-8 or UTF-16, a header in the first record.</summary>
public static class TimeTableReader
{
    private static readonly char[] Delimiters = [',', '\t', ';', '|'];
    private static readonly string[] TimeNames = ["date", "time", "timestamp", "datetime", "day", "week", "month", "ds", "dateweek", "weekstart", "period", "hour"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="timeColumn">The column of times; default null: the one named so, else the first whose cells are all times.</param>
    /// <param name="dayFirst">Whether 03/04/2025 is the third of April; default null: decided from the file, and where nothing tells, refused.</param>
    /// <exception cref="FaultException">
    /// <see cref="FaultCodes.DataNotFound"/>, <see cref="FaultCodes.DataUnreadable"/>, <see cref="FaultCodes.NotATimeTable"/>, <see cref="FaultCodes.AmbiguousDates"/>, <see cref="FaultCodes.UnknownColumn"/>.
    /// </exception>
    public static TimeTable Read(string path, string? timeColumn = null, bool? dayFirst = null)
    {
        if (!File.Exists(path))
        {
            throw new FaultException(new Fault(FaultCodes.DataNotFound, "There is no file at this path.", "Give the path of a file.") { File = path });
        }

        try
        {
            using var source = ExportFile.Open(path);
            return Read(source, path, timeColumn, dayFirst);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new FaultException(new Fault(FaultCodes.DataUnreadable, $"The file could not be read: {exception.Message}", "Give the user read access; export it again if it is damaged.") { File = path });
        }
    }

    private static TimeTable Read(ByteSource source, string path, string? timeColumn, bool? dayFirst)
    {
        var head = source.Head(1 << 16);
        if (head.AsSpan().Contains((byte)0))
        {
            throw NoTable(path, "it is a binary file");
        }

        var start = head is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        var firstLine = Encoding.UTF8.GetString(head.AsSpan(start)).Split('\n')[0];
        var delimiter = Delimiters.MaxBy(each => firstLine.Count(letter => letter == each));
        var reader = new CsvRecordReader(source, (byte)delimiter, start, source.Length, 1);
        if (!reader.Read() || reader.FieldCount < 2)
        {
            throw NoTable(path, "its first line is no header of two or more columns");
        }

        var header = ExportSniffer.Texts(reader).Select(name => name.Trim()).ToList();
        var (rows, refused) = (new List<(long Line, List<string> Cells)>(), new List<RefusedRow>());
        while (reader.Read())
        {
            if (reader.Problem is not null || reader.FieldCount != header.Count)
            {
                refused.Add(new RefusedRow(path, reader.Line, reader.Problem ?? string.Create(CultureInfo.InvariantCulture, $"it has {reader.FieldCount} fields and the header {header.Count}")));
                continue;
            }

            rows.Add((reader.Line, ExportSniffer.Texts(reader)));
        }

        return new TimeColumns(path, header, rows, refused).Build(Wanted(path, header, timeColumn), dayFirst);
    }

    private static int? Wanted(string path, List<string> header, string? timeColumn)
    {
        if (timeColumn is null)
        {
            return header.FindIndex(name => TimeNames.Contains(HeaderName.Normalise(name))) is >= 0 and var known ? known : null;
        }

        var index = header.FindIndex(name => name.Equals(timeColumn, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : throw new FaultException(new Fault(
            FaultCodes.UnknownColumn, $"The file has no column '{timeColumn}'; it has {string.Join(", ", header)}.", "Name one that it has.") { File = path });
    }

    internal static FaultException NoTable(string path, string reason) => new(new Fault(
        FaultCodes.NotATimeTable, $"The file is no table over time: {reason}.", "Give it a header with a column of times (yyyy-MM-dd or yyyy-MM-dd HH:mm:ss) and columns of numbers.") { File = path });
}
