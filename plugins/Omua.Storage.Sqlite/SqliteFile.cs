using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>
/// The database file: one connection that writes, behind a queue, and pooled ones that read. WAL lets readers go on while a write commits; FULL makes a commit
/// durable when it returns. A file that is found damaged is opened for reading alone.
/// </summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    private readonly WriterConnection? _writer;
    private readonly WriteQueue? _queue;
    private readonly string _readerString;

    private SqliteFile(string path, WriterConnection? writer, string readerString)
    {
        (Path, _writer, _readerString) = (path, writer, readerString);
        _queue = writer is null ? null : new WriteQueue(writer, path);
    }

    public string Path { get; }

    /// <summary>Whether the file was found damaged, so that it is only read.</summary>
    public bool IsReadOnly => _writer is null;

    public static async Task<SqliteFile> OpenAsync(string path, TimeSpan busyTimeout, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        var settings = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = (int)busyTimeout.TotalSeconds, Pooling = false };
        var writer = new WriterConnection(settings.ToString());
        try
        {
            await writer.OpenAsync(cancellationToken).ConfigureAwait(false);

            // Pages that many commits touch go into the file once for a checkpoint: one each 16 MB instead of each 4 gave a quarter more appends of 64 clients.
            Execute(writer, $"PRAGMA busy_timeout = {(long)busyTimeout.TotalMilliseconds}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 4000;");
            SqliteSchema.Migrate(writer, path);
        }
        catch (SqliteException exception)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
            return SqliteErrors.IsDamage(exception) && CanBeRead(path) ? ForReading(path, settings) : throw SqliteErrors.Translate(path, exception);
        }
        catch
        {
            await writer.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        settings.Pooling = true;
        return new SqliteFile(path, writer, settings.ToString());
    }

    /// <summary>Runs a write in one transaction. It takes the write lock at once, so that what it reads is what it decides on.</summary>
    public Task<T> WriteAsync<T>(Func<WriterConnection, T> write, CancellationToken cancellationToken) => QueueAsync(write, isAlone: false, cancellationToken);

    /// <summary>Runs something on the writing connection between transactions.</summary>
    public Task<T> AloneAsync<T>(Func<WriterConnection, T> work, CancellationToken cancellationToken) => QueueAsync(work, isAlone: true, cancellationToken);

    /// <summary>Runs a read on a connection of its own; it sees one snapshot.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) =>
        await SqliteErrors.TranslateAsync(Path, async () =>
        {
            using var connection = new SqliteConnection(_readerString);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            using var transaction = connection.BeginTransaction(deferred: true);
            return read(connection);
        }).ConfigureAwait(false);

    /// <summary>Finishes what is queued, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_queue is { } queue)
        {
            await queue.DisposeAsync().ConfigureAwait(false);
            await _writer!.DisposeAsync().ConfigureAwait(false);
        }

        using var readers = new SqliteConnection(_readerString);
        SqliteConnection.ClearPool(readers);
    }

    public static int Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        // What has parameters is run again and again; the rest is schema and settings.
        if (connection is WriterConnection writer && parameters.Length > 0)
        {
            return writer.Statement(sql, parameters).Execute();
        }

        using var command = Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; null where there is none.</summary>
    public static object? Scalar(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (connection is WriterConnection writer)
        {
            return writer.Statement(sql, parameters).Scalar();
        }

        using var command = Command(connection, sql, parameters);
        return command.ExecuteScalar();
    }

    public static IReadOnlyList<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    public static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    private static SqliteFile ForReading(string path, SqliteConnectionStringBuilder settings)
    {
        settings.Mode = SqliteOpenMode.ReadOnly;
        return new SqliteFile(path, null, settings.ToString());
    }

    /// <summary>Whether the part of the file that says what is in it can still be read.</summary>
    private static bool CanBeRead(string path)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return Texts(connection, "SELECT name FROM sqlite_master WHERE name = 'runs'").Count == 1;
        }
        catch (SqliteException)
        {
            // It cannot: that is the answer.
            return false;
        }
    }

    private Task<T> QueueAsync<T>(Func<WriterConnection, T> work, bool isAlone, CancellationToken cancellationToken) =>
        _queue is { } queue ? queue.RunAsync(work, isAlone, cancellationToken) : Task.FromException<T>(SqliteErrors.Damaged(Path));
}
