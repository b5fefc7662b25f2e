using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>Looks after the file: integrity, size, copies.</summary>
internal sealed class SqliteMaintenance(SqliteFile file) : IStoreMaintenance
{
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var found = await file.ReadAsync(connection => SqliteFile.Texts(connection, "PRAGMA integrity_check(20)"), cancellationToken).ConfigureAwait(false);
            return found is ["ok"] ? [] : found;
        }
        catch (StorageException exception) when (exception.Failure == StorageFailure.Damaged)
        {
            return [exception.InnerException?.Message ?? exception.Message];
        }
    }

    public Task<StoreInfo> InfoAsync(CancellationToken cancellationToken = default) => file.ReadAsync(
        connection => new StoreInfo(file.Path, SqliteSchema.Version(connection), Size(file.Path) + Size(file.Path + "-wal"), file.IsReadOnly), cancellationToken);

    public async Task BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        if (File.Exists(path))
        {
            throw new StorageException(StorageFailure.Invalid, $"{path} is there already; name a file that is not.");
        }

        var half = path + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.Delete(half);
            await file.ReadAsync(source =>
            {
                using var copy = Open(half, SqliteOpenMode.ReadWriteCreate);
                source.BackupDatabase(copy);
                return true;
            }, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            File.Move(half, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageFailure.Unavailable, $"{path} cannot be written: {exception.Message}", exception);
        }
        finally
        {
            if (File.Exists(half))
            {
                File.Delete(half);
            }
        }
    }

    public async Task RestoreAsync(string path, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(path))
        {
            throw new StorageException(StorageFailure.Invalid, $"There is no copy at {path}.");
        }

        try
        {
            using var copy = Open(path, SqliteOpenMode.ReadOnly);
            if (SqliteFile.Texts(copy, "PRAGMA integrity_check(1)") is not ["ok"] || SqliteFile.Texts(copy, "SELECT name FROM sqlite_master WHERE name = 'runs'").Count == 0)
            {
                throw SqliteErrors.Damaged(path);
            }

            if (SqliteSchema.Version(copy) > SqliteSchema.Newest)
            {
                throw new StorageException(StorageFailure.NewerSchema, $"{path} has schema {SqliteSchema.Version(copy)}; this version knows {SqliteSchema.Newest}. Nothing was changed. Update OMUA.");
            }

            await file.AloneAsync(store =>
            {
                copy.BackupDatabase(store);
                SqliteFile.Execute(store, "PRAGMA journal_mode = WAL");
                SqliteSchema.Migrate(store, file.Path);
                return true;
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw SqliteErrors.Translate(path, exception);
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static long Size(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}
