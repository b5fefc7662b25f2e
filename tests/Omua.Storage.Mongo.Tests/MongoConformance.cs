namespace Omua.Storage.Mongo.Tests;

/// <summary>The MongoDB store keeps the storage contract, on the server that <see cref="MongoServer"/> gives and that all checks share.</summary>
public sealed class MongoConformance(MongoServer server) : StorageBackendConformance, IClassFixture<MongoServer>
{
    protected override PluginUnderTest Plugin => new()
    {
        Create = _ => new MongoStorage(),
        Configuration = new FakeConfiguration { ["connection_string"] = server.ConnectionString, ["database"] = server.Database },
        Refused =
        [
            new FakeConfiguration { ["connection_string"] = "nonsense without a scheme" },
            new FakeConfiguration { ["connection_string"] = server.ConnectionString, ["database"] = "a$b" },
            new FakeConfiguration { ["connection_string"] = "mongodb://127.0.0.1:1/?directConnection=true", ["timeout"] = "1s" },
        ],
    };
}
