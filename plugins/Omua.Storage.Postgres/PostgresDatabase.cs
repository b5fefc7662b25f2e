using Npgsql;

namespace Omua.Storage.Postgres;

/// <summary>The pool of connections, and transactions over it. Durability is PostgreSQL's own: a commit that returned is on its disk.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private const int MaxTries = 20;

    /// <summary>A process that was frozen or cut off in the middle of a write keeps its rows locked for everyone: after this the server takes the write back.</summary>
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromSeconds(3);
    private readonly NpgsqlDataSource _source;

    private PostgresDatabase(NpgsqlDataSource source, string place, string schema) => (_source, Place, Schema) = (source, place, schema);

    /// <summary>Server and database, without user and password.</summary>
    public string Place { get; }

    /// <summary>The schema, which is safe to stand in SQL.</summary>
    public string Schema { get; }

    public static async Task<PostgresDatabase> OpenAsync(PostgresOptions options, CancellationToken cancellationToken)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        }
        catch (ArgumentException)
        {
            // What Npgsql says may quote the string, and the password with it.
            throw new PluginConfigurationException([new OptionFault("connection_string", "is none that Npgsql reads; write Host=…;Database=…;Username=…;Password=…")]);
        }

        settings.MaxPoolSize = options.MaxConnections;
        settings.CommandTimeout = (int)Math.Ceiling(options.Timeout.TotalSeconds);
        settings.MaxAutoPrepare = 64;

        // Nothing here leaves anything on a connection, so nothing has to be taken back before its next use.
        settings.NoResetOnClose = true;
        settings.SearchPath = options.Schema;
        settings.ApplicationName ??= "omua";
        settings.IncludeErrorDetail = false;
        settings.Options = $"{settings.Options} -c idle_in_transaction_session_timeout={(int)AbandonedAfter.TotalMilliseconds}".Trim();
        var database = new PostgresDatabase(NpgsqlDataSource.Create(settings.ToString()), $"{settings.Host}:{settings.Port}/{settings.Database}", options.Schema);
        try
        {
            await database.WriteAsync(async (connection, token) =>
            {
                await PostgresSchema.MigrateAsync(connection, database.Place, options.Schema, token).ConfigureAwait(false);
                return true;
            }, cancellationToken).ConfigureAwait(false);
            return database;
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs a write in one transaction. Where two stood in each other's way it is run again, from its first read on.</summary>
    public Task<T> WriteAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> write, CancellationToken cancellationToken) => TryAsync(async (connection, token) =>
    {
        await using var transaction = await connection.BeginTransactionAsync(token).ConfigureAwait(false);
        var outcome = await write(connection, token).ConfigureAwait(false);
        await transaction.CommitAsync(token).ConfigureAwait(false);
        return outcome;
    }, cancellationToken);

    /// <summary>
    /// Runs statements that go to the server together and are one transaction there, with no more trips for its beginning and its end; the rows of the last one. A process that is
    /// frozen meanwhile holds no lock: the server has all that it needs to come to an end. They cannot be cancelled, since others may wait for
    /// them too: their own time limit ends them.
    /// </summary>
    public Task<List<T>> AtOnceAsync<T>(Func<NpgsqlDataReader, T> row, params IReadOnlyList<(string Sql, object?[] Parameters)> statements) =>
        TryAsync(async (connection, token) =>
        {
            await using var batch = Batch(connection, statements);
            await using var reader = await batch.ExecuteReaderAsync(token).ConfigureAwait(false);
            var rows = new List<T>();
            for (var left = statements.Count; left > 0; left--)
            {
                while (left == 1 && await reader.ReadAsync(token).ConfigureAwait(false))
                {
                    rows.Add(row(reader));
                }

                // After the last result this waits for the server to say that the commit is done.
                await reader.NextResultAsync(token).ConfigureAwait(false);
            }

            return rows;
        }, CancellationToken.None);

    /// <summary>Runs a read on a connection of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            return await read(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsCancelled(exception, cancellationToken))
        {
            throw new OperationCanceledException("The call was cancelled.", exception, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw PostgresErrors.Translate(Place, exception);
        }
    }

    /// <summary>All rows of a query.</summary>
    public Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken, params IReadOnlyList<object?> parameters) =>
        ReadAsync((connection, token) => RowsAsync(connection, sql, row, token, parameters), cancellationToken);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    public static async Task<List<T>> RowsAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken, params IReadOnlyList<object?> parameters)
    {
        await using var command = Command(connection, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params IReadOnlyList<object?> parameters)
    {
        await using var command = Command(connection, sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Statements in turn, in one message to the server and back.</summary>
    public static async Task ExecuteAsync(NpgsqlConnection connection, CancellationToken cancellationToken, IEnumerable<(string Sql, object?[] Parameters)> statements)
    {
        await using var batch = Batch(connection, statements);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> TryAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                return await write(connection, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (PostgresErrors.IsRace(exception) && attempt < MaxTries)
            {
                // The other has committed by now, or soon will: what is read next decides.
            }
            catch (Exception exception) when (IsCancelled(exception, cancellationToken))
            {
                throw new OperationCanceledException("The call was cancelled.", exception, cancellationToken);
            }
            catch (Exception exception)
            {
                throw PostgresErrors.Translate(Place, exception);
            }
        }
    }

    /// <summary>
    /// Whether a call ended because its caller wanted it to. Npgsql 10.0.3 now and then loses its place when it is told to while answers arrive, breaks the connection and says "unexpected backend
    /// message": the server takes the transaction back, and the caller who has cancelled is told that.
    /// </summary>
    private static bool IsCancelled(Exception exception, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested && exception is not (StorageException or OperationCanceledException);

    private static NpgsqlBatch Batch(NpgsqlConnection connection, IEnumerable<(string Sql, object?[] Parameters)> statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var (sql, parameters) in statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.AddRange(parameters.Select(Parameter).ToArray());
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, IReadOnlyList<object?> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters.Select(Parameter).ToArray());
        return command;
    }

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        // Times are UTC to the microsecond; Npgsql takes no other offset.
        DateTimeOffset time => new NpgsqlParameter { Value = time.ToUniversalTime() },
        _ => new NpgsqlParameter { Value = value },
    };
}
