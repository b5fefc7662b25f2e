using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>
/// The database file: one connection that writes, behind a gate, and pooled ones that read. WAL lets readers go on while a write commits; FULL makes a commit
/// durable when it returns.
/// </summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SqliteConnection _writer;
    private readonly string _readerString;

    private SqliteFile(SqliteConnection writer, string readerString)
    {
        _writer = writer;
        _readerString = readerString;
    }

    public static async Task<SqliteFile> OpenAsync(string path, TimeSpan busyTimeout, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var settings = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = (int)busyTimeout.TotalSeconds, Pooling = false };
        var writer = new SqliteConnection(settings.ToString());
        try
        {
            await SqliteErrors.TranslateAsync(path, async () =>
            {
                await writer.OpenAsync(cancellationToken).ConfigureAwait(false);
                Execute(writer, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
                SqliteSchema.Migrate(writer, path);
                return true;
            }).ConfigureAwait(false);
        }
        catch
        {
            await writer.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        settings.Pooling = true;
        return new SqliteFile(writer, settings.ToString());
    }

    /// <summary>Runs a write in one transaction. It takes the write lock at once, so that what it reads is what it decides on.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SqliteErrors.TranslateAsync(_writer.DataSource, () =>
            {
                using var transaction = _writer.BeginTransaction(deferred: false);
                var result = write(_writer);
                transaction.Commit();
                return Task.FromResult(result);
            }).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Runs a read on a connection of its own; it sees one snapshot.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) =>
        await SqliteErrors.TranslateAsync(_writer.DataSource, async () =>
        {
            using var connection = new SqliteConnection(_readerString);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            using var transaction = connection.BeginTransaction(deferred: true);
            return read(connection);
        }).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
        using var readers = new SqliteConnection(_readerString);
        SqliteConnection.ClearPool(readers);
        _gate.Dispose();
    }

    public static int Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
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
}
