using Omua.Storage.Mongo.Tests.StandIn;

namespace Omua.Storage.Mongo.Tests;

/// <summary>The server that the kit runs against: the one that <c>OMUA_TEST_MONGODB</c> names, or else the stand-in.</summary>
public sealed class MongoServer : IAsyncLifetime
{
    private WireServer? _standIn;

    public string ConnectionString { get; private set; } = "";

    /// <summary>A database of its own, so that a shared server is left as it was but for that.</summary>
    public string Database { get; } = $"omua_test_{Guid.NewGuid():N}";

    public ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("OMUA_TEST_MONGODB") is { Length: > 0 } named)
        {
            ConnectionString = named;
        }
        else
        {
            _standIn = new WireServer();
            ConnectionString = _standIn.ConnectionString;
        }

        return default;
    }

    public async ValueTask DisposeAsync()
    {
        if (_standIn is not null)
        {
            await _standIn.DisposeAsync();
        }
        else
        {
            using var client = new MongoDB.Driver.MongoClient(ConnectionString);
            await client.DropDatabaseAsync(Database);
        }
    }
}
