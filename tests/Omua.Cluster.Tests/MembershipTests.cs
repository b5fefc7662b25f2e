using Npgsql;
using Omua.Cluster.Membership;
using Omua.Storage.Postgres.Tests;
using Orleans;
using Orleans.Runtime;

namespace Omua.Cluster.Tests;

/// <summary>The list of silos: what Orleans relies on.</summary>
public sealed class MembershipTests(PostgresCluster server) : IClassFixture<PostgresCluster>
{
    [Fact]
    public async Task Row_InsertedReadAndChanged_IsWhatWasWritten()
    {
        await using var table = await OpenAsync("plain");
        var entry = Entry(1);
        entry.AddSuspector(Entry(2).SiloAddress, Moment);
        Assert.True(await table.List.InsertRow(entry, Next(await table.List.ReadAll())));
        var (read, etag) = Assert.Single((await table.List.ReadAll()).Members);
        Assert.Equal(entry.ToFullString(), read.ToFullString());
        read.Status = SiloStatus.Dead;
        Assert.True(await table.List.UpdateRow(read, etag, Next(await table.List.ReadAll())));
        var after = await table.List.ReadRow(entry.SiloAddress);
        Assert.Equal((SiloStatus.Dead, 2), (Assert.Single(after.Members).Item1.Status, after.Version.Version));
        Assert.Empty((await table.List.ReadRow(Entry(9).SiloAddress)).Members);
    }

    [Fact]
    public async Task Insert_OfASiloThatIsThere_ChangesNeitherRowNorVersion()
    {
        await using var table = await OpenAsync("twice");
        Assert.True(await table.List.InsertRow(Entry(1), Next(await table.List.ReadAll())));
        Assert.False(await table.List.InsertRow(Entry(1, SiloStatus.Dead), Next(await table.List.ReadAll())));
        var after = await table.List.ReadAll();
        Assert.Equal((SiloStatus.Active, 1), (Assert.Single(after.Members).Item1.Status, after.Version.Version));
    }

    [Fact]
    public async Task Change_OfAnOldVersionOrRow_IsRefusedWhole()
    {
        await using var table = await OpenAsync("old");
        var before = await table.List.ReadAll();
        Assert.True(await table.List.InsertRow(Entry(1), Next(before)));
        Assert.False(await table.List.InsertRow(Entry(2), Next(before)));
        var (read, etag) = Assert.Single((await table.List.ReadAll()).Members);
        Assert.True(await table.List.UpdateRow(read, etag, Next(await table.List.ReadAll())));
        Assert.False(await table.List.UpdateRow(read, etag, Next(await table.List.ReadAll())));
        var after = await table.List.ReadAll();
        Assert.Equal((1, 2), (after.Members.Count, after.Version.Version));
    }

    [Fact]
    public async Task SignOfLife_ChangesTheTimeAndNoVersion()
    {
        await using var table = await OpenAsync("alive");
        var entry = Entry(1);
        Assert.True(await table.List.InsertRow(entry, Next(await table.List.ReadAll())));
        entry.IAmAliveTime = Moment.AddHours(1);
        await table.List.UpdateIAmAlive(entry);
        var after = await table.List.ReadAll();
        Assert.Equal((Moment.AddHours(1), "0", 1), (Assert.Single(after.Members).Item1.IAmAliveTime, after.Members[0].Item2, after.Version.Version));
    }

    [Fact]
    public async Task Cleanup_RemovesTheLongDeadAlone()
    {
        await using var table = await OpenAsync("dead");
        Assert.True(await table.List.InsertRow(Entry(1), Next(await table.List.ReadAll())));
        Assert.True(await table.List.InsertRow(Entry(2, SiloStatus.Dead), Next(await table.List.ReadAll())));
        await table.List.CleanupDefunctSiloEntries(new DateTimeOffset(Moment.AddDays(1), TimeSpan.Zero));
        Assert.Equal(Entry(1).SiloAddress, Assert.Single((await table.List.ReadAll()).Members).Item1.SiloAddress);
    }

    [Fact]
    public async Task Insert_ManyAtOnce_EachVersionIsTakenOnce()
    {
        await using var table = await OpenAsync("race");
        await Task.WhenAll(Enumerable.Range(1, 8).Select(async number =>
        {
            while (!await table.List.InsertRow(Entry(number), Next(await table.List.ReadAll())))
            {
            }
        }));
        var after = await table.List.ReadAll();
        Assert.Equal((8, 8), (after.Members.Count, after.Version.Version));
    }

    private static DateTime Moment { get; } = new(2026, 11, 26, 1, 2, 3, DateTimeKind.Utc);

    private static TableVersion Next(MembershipTableData read) => read.Version.Next();

    private static MembershipEntry Entry(int number, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.New(System.Net.IPAddress.Loopback, 1000 + number, number), Status = status, HostName = "host", SiloName = $"silo {number}", RoleName = "role",
        StartTime = Moment, IAmAliveTime = Moment,
    };

    private async Task<Table> OpenAsync(string schema)
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        var database = NpgsqlDataSource.Create(server.ConnectionString);
        var list = new PostgresMembership(database, $"list_{schema}");
        await list.InitializeMembershipTable(tryInitTableVersion: true);
        await list.InitializeMembershipTable(tryInitTableVersion: true);
        return new Table(database, list);
    }

    private sealed record Table(NpgsqlDataSource Database, PostgresMembership List) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
