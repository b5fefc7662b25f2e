using Microsoft.Data.Sqlite;

namespace Omua.Storage.Sqlite.Tests;

/// <summary>Damaged, newer, full and half-made files.</summary>
public sealed class SqliteFaultTests : IAsyncLifetime
{
    private readonly FakeHost _host = new();

    private string Db => Path.Combine(_host.WorkingDirectory, "omua.db");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Open_DamagedPages_ReadsWhatIsThereAndSaysHowToRestore()
    {
        await using (var host = new FakeHost(_host.WorkingDirectory))
        {
            IStorageBackend sound = await host.StartAsync(new SqliteStorage());
            for (var number = 0; number < 300; number++)
            {
                await sound.Documents.PutAsync("plans", $"k{number:000}", $"\"{new string('x', 2_000)}\"");
            }

            await sound.Maintenance!.BackupAsync(Path.Combine(_host.WorkingDirectory, "good.copy"));
        }

        using (var file = File.OpenWrite(Db))
        {
            file.Seek(file.Length / 2, SeekOrigin.Begin);
            file.Write(new byte[32_768]);
        }

        IStorageBackend store = await _host.StartAsync(new SqliteStorage());
        Assert.NotEmpty(await store.Maintenance!.CheckAsync());
        await store.Maintenance.RestoreAsync(Path.Combine(_host.WorkingDirectory, "good.copy"));
        Assert.Empty(await store.Maintenance.CheckAsync());
        Assert.Equal(300, (await store.Documents.ListAsync("plans", limit: 1_000)).Items.Count);
    }

    [Fact]
    public async Task Open_DamagedSchemaTable_IsReadOnlyOrRefusedAsDamaged()
    {
        await File.WriteAllTextAsync(Db, new string('x', 100_000));
        var refused = await Assert.ThrowsAsync<StorageException>(() => _host.StartAsync(new SqliteStorage()));
        Assert.Equal(StorageFailure.Damaged, refused.Failure);
        Assert.Contains("restore", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NewerSchema_IsRefusedAndUntouched()
    {
        Execute("PRAGMA user_version = 99; CREATE TABLE kept (x);");
        var before = await File.ReadAllBytesAsync(Db);
        var refused = await Assert.ThrowsAsync<StorageException>(() => _host.StartAsync(new SqliteStorage()));
        Assert.Equal(StorageFailure.NewerSchema, refused.Failure);
        Assert.Equal(before.Length, (await File.ReadAllBytesAsync(Db)).Length);
    }

    [Fact]
    public async Task Open_MigrationThatFailsHalfWay_LeavesTheFileAsItWas()
    {
        // The last table of the first step is there already, so that the step fails after it has made the others.
        Execute("CREATE TABLE counters (mine)");
        await Assert.ThrowsAsync<StorageException>(() => _host.StartAsync(new SqliteStorage()));
        Assert.Equal("counters", Scalar("SELECT group_concat(name) FROM sqlite_master WHERE type = 'table'"));
        Assert.Equal("0", Scalar("PRAGMA user_version"));
        Execute("DROP TABLE counters");
        IStorageBackend store = await _host.StartAsync(new SqliteStorage());
        Assert.True(await store.Documents.PutAsync("plans", "k", "1") > 0);
    }

    [Fact]
    public async Task Write_SharedCommit_ManyClientsTakeFewerFlushesThanWrites()
    {
        IStorageBackend store = await _host.StartAsync(new SqliteStorage());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(client => Task.Run(async () =>
        {
            var conflicts = 0;
            for (var written = 0; written < 20; written++)
            {
                try
                {
                    await store.Journal.AppendAsync(new JournalAppend { RunId = $"r{client / 2}", ExpectedSequence = written, IsOpen = true, Events = [new("e", "1")] });
                }
                catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
                {
                    conflicts++;
                }
            }

            return conflicts;
        })));
        var runs = (await store.Journal.ListAsync(new RunQuery { Limit = 100 })).Items;
        Assert.Equal(64 * 20 - outcomes.Sum(), runs.Sum(run => run.LastSequence));
        foreach (var run in runs)
        {
            Assert.Equal(run.LastSequence, await store.Journal.LoadAsync(run.RunId).CountAsync());
        }
    }

    [Fact]
    public async Task Restore_CopyOfANewerSchema_ChangesNothing()
    {
        IStorageBackend store = await _host.StartAsync(new SqliteStorage());
        await store.Documents.PutAsync("plans", "k", "1");
        var copy = Path.Combine(_host.WorkingDirectory, "newer.copy");
        await store.Maintenance!.BackupAsync(copy);
        Execute("PRAGMA user_version = 99", copy);
        var refused = await Assert.ThrowsAsync<StorageException>(() => store.Maintenance.RestoreAsync(copy));
        Assert.Equal(StorageFailure.NewerSchema, refused.Failure);
        Assert.NotNull(await store.Documents.GetAsync("plans", "k"));
    }

    private void Execute(string sql, string? path = null)
    {
        using var connection = new SqliteConnection($"Data Source={path ?? Db};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private string? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Db};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}
