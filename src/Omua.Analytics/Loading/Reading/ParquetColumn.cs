using System.Globalization;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace Omua.Analytics;

/// <summary>The cells of one column of one row group as text, by row.</summary>
internal static class ParquetColumn
{
    public static Task<Func<int, string>> ReadAsync(ParquetRowGroupReader rows, DataField field) => field.ClrType switch
    {
        var type when type == typeof(string) || type == typeof(ReadOnlyMemory<char>) => TextAsync(rows, field),

        // Writers that state no kind of text leave its bytes.
        var type when type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>) => BytesAsync(rows, field),
        var type when type == typeof(bool) => OfAsync<bool>(rows, field, value => value ? "true" : "false"),
        var type when type == typeof(sbyte) => OfAsync<sbyte>(rows, field, Number),
        var type when type == typeof(byte) => OfAsync<byte>(rows, field, Number),
        var type when type == typeof(short) => OfAsync<short>(rows, field, Number),
        var type when type == typeof(ushort) => OfAsync<ushort>(rows, field, Number),
        var type when type == typeof(int) => OfAsync<int>(rows, field, Number),
        var type when type == typeof(uint) => OfAsync<uint>(rows, field, Number),
        var type when type == typeof(long) => OfAsync<long>(rows, field, Number),
        var type when type == typeof(ulong) => OfAsync<ulong>(rows, field, Number),
        var type when type == typeof(float) => OfAsync<float>(rows, field, value => float.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : ""),
        var type when type == typeof(double) => OfAsync<double>(rows, field, value => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : ""),
        var type when type == typeof(decimal) => OfAsync<decimal>(rows, field, Number),
        var type when type == typeof(DateTime) => OfAsync<DateTime>(rows, field, Moment),
        var type when type == typeof(DateOnly) => OfAsync<DateOnly>(rows, field, value => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        var type when type == typeof(DateTimeOffset) => OfAsync<DateTimeOffset>(rows, field, value => Moment(value.UtcDateTime)),
        var type when type == typeof(Guid) => OfAsync<Guid>(rows, field, value => value.ToString()),
        var type => throw new InvalidDataException($"the column {field.Name} holds {type.Name}, which is neither a number, a text, a day nor a flag"),
    };

    private static async Task<Func<int, string>> OfAsync<T>(ParquetRowGroupReader rows, DataField field, Func<T, string> text)
        where T : struct
    {
        if (field.IsNullable)
        {
            var some = new T?[rows.RowCount];
            await rows.ReadAsync<T>(field, some.AsMemory()).ConfigureAwait(false);
            return row => some[row] is { } value ? text(value) : "";
        }

        var all = new T[rows.RowCount];
        await rows.ReadAsync<T>(field, all.AsMemory()).ConfigureAwait(false);
        return row => text(all[row]);
    }

    private static async Task<Func<int, string>> TextAsync(ParquetRowGroupReader rows, DataField field)
    {
        var texts = new string?[rows.RowCount];
        await rows.ReadAsync(field, texts.AsMemory()).ConfigureAwait(false);
        return row => ParquetFile.Quoted(texts[row]);
    }

    private static async Task<Func<int, string>> BytesAsync(ParquetRowGroupReader rows, DataField field)
    {
        var texts = new byte[]?[rows.RowCount];
        await rows.ReadAsync(field, texts.AsMemory()).ConfigureAwait(false);
        return row => ParquetFile.Quoted(texts[row] is { } bytes ? Encoding.UTF8.GetString(bytes) : null);
    }

    private static string Number<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Moment(DateTime value) => value.ToString(value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
