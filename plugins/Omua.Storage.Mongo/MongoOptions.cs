namespace Omua.Storage.Mongo;

/// <summary>Options of the MongoDB store.</summary>
public sealed record MongoOptions : IValidated
{
    /// <summary>The driver's connection string: <c>mongodb://omua:${env:OMUA_DB}@db:27017/?replicaSet=rs0</c>.</summary>
    [Secret]
    public required string ConnectionString { get; init; }

    /// <summary>The database that holds the collections; made where it is missing. a-z, 0-9 and <c>_</c>. Default <c>omua</c>.</summary>
    public string Database { get; init; } = "omua";

    /// <summary>Most connections at once; 1 to 1,000. Default 20.</summary>
    public int MaxConnections { get; init; } = 20;

    /// <summary>How long a call may take, and the search for a server; 1 s to 10 minutes. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Validate() => new OptionChecks()
        .Between(MaxConnections, 1, 1_000)
        .Between(Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10))
        .That(Database.Length is > 0 and <= 60 && Database.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'), "database", "has other characters than a-z, 0-9 and _; use omua")
        .That(!string.IsNullOrWhiteSpace(ConnectionString), "connection_string", "is empty; write mongodb://USER:PASSWORD@HOST:27017");
}
