using System.Globalization;
using Npgsql;
using Orleans;
using Orleans.Runtime;

namespace Omua.Cluster.Membership;

/// <summary>The list of silos in PostgreSQL. Each change is one transaction that moves the version on by one, or is none.</summary>
internal sealed class PostgresMembership(NpgsqlDataSource database, string schema) : IMembershipTable
{
    /// <summary>Made one after the other by silos that start at the same time.</summary>
    private const long SchemaLock = 0x4F4D5543;

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        await using var connection = await database.OpenConnectionAsync().ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock($1)", SchemaLock).ConfigureAwait(false);
        await ExecuteAsync(connection, $"CREATE SCHEMA IF NOT EXISTS {schema}").ConfigureAwait(false);
        await ExecuteAsync(connection, $"CREATE TABLE IF NOT EXISTS {schema}.version (single boolean PRIMARY KEY DEFAULT true CHECK (single), version integer NOT NULL)").ConfigureAwait(false);
        await ExecuteAsync(connection, $"""
            CREATE TABLE IF NOT EXISTS {schema}.silos (silo text COLLATE "C" PRIMARY KEY, entry text NOT NULL, etag integer NOT NULL, status integer NOT NULL, alive_at timestamptz NOT NULL)
            """).ConfigureAwait(false);
        await ExecuteAsync(connection, $"INSERT INTO {schema}.version (version) VALUES (0) ON CONFLICT DO NOTHING").ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    public Task DeleteMembershipTableEntries(string clusterId) => ExecuteAsync($"DELETE FROM {schema}.silos");

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) =>
        ExecuteAsync($"DELETE FROM {schema}.silos WHERE status = $1 AND alive_at < $2", (int)SiloStatus.Dead, beforeDate.ToUniversalTime());

    public Task<MembershipTableData> ReadRow(SiloAddress key) => ReadAsync(key.ToParsableString());

    public Task<MembershipTableData> ReadAll() => ReadAsync(silo: null);

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => ChangeAsync(tableVersion, connection => ExecuteAsync(
        connection, $"INSERT INTO {schema}.silos VALUES ($1, $2, 0, $3, $4) ON CONFLICT DO NOTHING",
        entry.SiloAddress.ToParsableString(), SiloEntryJson.Write(entry), (int)entry.Status, Utc(entry.IAmAliveTime)));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => ChangeAsync(tableVersion, connection => ExecuteAsync(
        connection, $"UPDATE {schema}.silos SET entry = $2, etag = etag + 1, status = $3, alive_at = $4 WHERE silo = $1 AND etag = $5",
        entry.SiloAddress.ToParsableString(), SiloEntryJson.Write(entry), (int)entry.Status, Utc(entry.IAmAliveTime), int.Parse(etag, CultureInfo.InvariantCulture)));

    /// <summary>A sign of life changes no version: nobody has to read the list anew for it.</summary>
    public Task UpdateIAmAlive(MembershipEntry entry) =>
        ExecuteAsync($"UPDATE {schema}.silos SET alive_at = $2 WHERE silo = $1", entry.SiloAddress.ToParsableString(), Utc(entry.IAmAliveTime));

    /// <summary>One statement is one instant: version and rows belong together.</summary>
    private async Task<MembershipTableData> ReadAsync(string? silo)
    {
        await using var command = database.CreateCommand(
            $"SELECT v.version, s.entry, s.etag, s.alive_at FROM {schema}.version v LEFT JOIN {schema}.silos s ON $1::text IS NULL OR s.silo = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)silo ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var members = new List<Tuple<MembershipEntry, string>>();
        var version = 0;
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            version = reader.GetInt32(0);
            if (!await reader.IsDBNullAsync(1).ConfigureAwait(false))
            {
                var entry = SiloEntryJson.Read(reader.GetString(1));
                entry.IAmAliveTime = reader.GetDateTime(3);
                members.Add(Tuple.Create(entry, reader.GetInt32(2).ToString(CultureInfo.InvariantCulture)));
            }
        }

        return new MembershipTableData(members, new TableVersion(version, version.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>The version and the row, or neither: a conflict at either takes back both.</summary>
    private async Task<bool> ChangeAsync(TableVersion next, Func<NpgsqlConnection, Task<int>> change)
    {
        await using var connection = await database.OpenConnectionAsync().ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        if (await ExecuteAsync(connection, $"UPDATE {schema}.version SET version = $1 WHERE version = $2", next.Version, next.Version - 1).ConfigureAwait(false) != 1
            || await change(connection).ConfigureAwait(false) != 1)
        {
            return false;
        }

        await transaction.CommitAsync().ConfigureAwait(false);
        return true;
    }

    private async Task ExecuteAsync(string sql, params IReadOnlyList<object> parameters)
    {
        await using var connection = await database.OpenConnectionAsync().ConfigureAwait(false);
        await ExecuteAsync(connection, sql, parameters).ConfigureAwait(false);
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, params IReadOnlyList<object> parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
