namespace Omua.Storage.Sqlite.Tests;

/// <summary>The shipped store keeps the storage contract.</summary>
public sealed class SqliteConformance : StorageBackendConformance
{
    protected override PluginUnderTest Plugin => new()
    {
        Create = _ => new SqliteStorage(),
        Refused = [new FakeConfiguration { ["path"] = "" }, new FakeConfiguration { ["busy_timeout"] = "1h" }, new FakeConfiguration { ["pth"] = "x.db" }],
    };
}
