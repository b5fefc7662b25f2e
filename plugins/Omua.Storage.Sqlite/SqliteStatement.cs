using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Omua.Storage.Sqlite;

/// <summary>
/// A prepared statement that is run again and again, through SQLite's own calls. A command of Microsoft.Data.Sqlite looks up each parameter by its name and makes a reader for
/// each execution, which took more of a small commit than SQLite itself.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private (string Name, int Place)[] _places = [];

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out _statement), database);
    }

    public void Bind(int place, long value) => Check(raw.sqlite3_bind_int64(_statement, place, value));

    public void Bind(int place, double value) => Check(raw.sqlite3_bind_double(_statement, place, value));

    /// <summary>Binds a text with its length: it may contain the character 0.</summary>
    public void Bind(int place, string value)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, buffer);
        var code = raw.sqlite3_bind_text(_statement, place, buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        Check(code);
    }

    /// <summary>Binds values by the names that they have in the statement: all of them, each time.</summary>
    public void Bind(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!Knows(parameters))
        {
            _places = Places(parameters);
        }

        for (var index = 0; index < parameters.Length; index++)
        {
            Bind(_places[index].Place, parameters[index]);
        }
    }

    /// <summary>Runs it to its end: how many rows it changed.</summary>
    public int Execute()
    {
        Step();
        Reset();
        return raw.sqlite3_changes(_database);
    }

    /// <summary>The first column of the first row, a number or a text; null where there is no row, or nothing in it.</summary>
    public object? Scalar()
    {
        object? first = null;
        if (Step())
        {
            first = raw.sqlite3_column_type(_statement, 0) switch
            {
                raw.SQLITE_NULL => null,
                raw.SQLITE_INTEGER => Integer(0),
                raw.SQLITE_FLOAT => Real(0),
                _ => Text(0),
            };

            // What a statement with RETURNING changes is done when it was read to its end.
            while (Step())
            {
            }
        }

        Reset();
        return first;
    }

    /// <summary>Goes to the next row; false at the end, after which it can be run again. <see cref="Integer"/> and the others read the row.</summary>
    public bool Read()
    {
        if (Step())
        {
            return true;
        }

        Reset();
        return false;
    }

    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    public double Real(int column) => raw.sqlite3_column_double(_statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));

    public void Dispose() => _statement.Dispose();

    private void Bind(int place, (string Name, object? Value) parameter)
    {
        switch (parameter.Value)
        {
            case null:
                Check(raw.sqlite3_bind_null(_statement, place));
                break;
            case string text:
                Bind(place, text);
                break;
            case long or int or bool:
                Bind(place, Convert.ToInt64(parameter.Value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case double number:
                Bind(place, number);
                break;
            default:
                throw new NotSupportedException($"{parameter.Name} is a {parameter.Value.GetType()}; SQLite takes texts, whole numbers, numbers and true or false.");
        }
    }

    /// <summary>Whether the names are those of the last time, in the same order; they are looked up once then.</summary>
    private bool Knows(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (parameters.Length != _places.Length)
        {
            return false;
        }

        for (var index = 0; index < parameters.Length; index++)
        {
            if (parameters[index].Name != _places[index].Name)
            {
                return false;
            }
        }

        return true;
    }

    private (string Name, int Place)[] Places(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var places = new (string Name, int Place)[parameters.Length];
        for (var index = 0; index < places.Length; index++)
        {
            var name = parameters[index].Name;
            places[index] = (name, raw.sqlite3_bind_parameter_index(_statement, name));
            if (places[index].Place == 0)
            {
                throw new InvalidOperationException($"The statement has no {name}.");
            }
        }

        return places.Length == raw.sqlite3_bind_parameter_count(_statement)
            ? places
            : throw new InvalidOperationException($"The statement has {raw.sqlite3_bind_parameter_count(_statement)} parameters, not {places.Length}.");
    }

    /// <summary>True where it stands on a row, false at its end.</summary>
    private bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        // The error is read off the connection first: resetting the statement, which ends it, may change what stands there.
        try
        {
            SqliteException.ThrowExceptionForRC(code, _database);
            throw new InvalidOperationException($"SQLite answered {code}.");
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Makes it ready for the next time. It repeats the code of a failed step, which was thrown already.</summary>
    private void Reset() => _ = raw.sqlite3_reset(_statement);

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
