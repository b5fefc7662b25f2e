using System.Globalization;
using Omua.Storage.Bench;
using Omua.Storage.Postgres;
using Omua.Storage.Postgres.Tests;
using Omua.Storage.Sqlite;

// dotnet run -c Release --project bench/Omua.Storage.Bench [-- rounds [rows]], or -- metrics [rows]; no rows leave the metrics out
var isMetrics = args is ["metrics", ..];
var rows = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000_000;
Console.WriteLine($"{Environment.ProcessorCount} processors; files below {Path.GetTempPath()}");
if (!isMetrics)
{
    var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
    await using var host = new FakeHost();
    IStorageBackend sqlite = await host.StartAsync(new SqliteStorage());
    await Appends.RunAsync("SQLite", sqlite, new RawSqlite(Path.Combine(host.WorkingDirectory, "raw.db")), rounds);
    await Bulk.RunAsync("SQLite", sqlite, new RawSqlite(Path.Combine(host.WorkingDirectory, "raw-bulk.db")), rounds);

    await using var server = new PostgresCluster { FlushesToDisk = true };
    await server.InitializeAsync();
    if (server.Missing is { } missing)
    {
        Console.WriteLine($"PostgreSQL was not measured: {missing}");
    }
    else
    {
        await using var other = new FakeHost { Configuration = new FakeConfiguration { ["connection_string"] = server.ConnectionString, ["schema"] = "bench" } };
        IStorageBackend postgres = await other.StartAsync(new PostgresStorage());
        await Appends.RunAsync("PostgreSQL", postgres, new RawPostgres(server.ConnectionString), rounds);
        await Bulk.RunAsync("PostgreSQL", postgres, new RawPostgres(server.ConnectionString), rounds);
    }
}

if (rows > 0)
{
    await using var large = new FakeHost();
    await ManyMetrics.RunAsync(await large.StartAsync(new SqliteStorage()), rows);
}
