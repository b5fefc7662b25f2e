using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite;

/// <summary>The connection that writes. It keeps the statements that it has run prepared: reading SQL anew took a quarter of a small commit's time.</summary>
internal sealed class WriterConnection(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    /// <summary>The statement with these values; it is the connection's and not to be disposed of.</summary>
    public SqliteCommand Statement(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements[sql] = statement = SqliteFile.Command(this, sql, parameters);
        }

        statement.Transaction = Transaction;
        for (var index = 0; index < parameters.Length; index++)
        {
            statement.Parameters[index].Value = parameters[index].Value ?? DBNull.Value;
        }

        return statement;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var statement in _statements.Values)
            {
                statement.Dispose();
            }

            _statements.Clear();
        }

        base.Dispose(disposing);
    }
}
