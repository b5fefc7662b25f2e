namespace Omua.Storage.Postgres;

/// <summary>Options of the PostgreSQL store.</summary>
public sealed record PostgresOptions : IValidated
{
    /// <summary>Npgsql's connection string: <c>Host=db;Database=omua;Username=omua;Password=${env:OMUA_DB}</c>.</summary>
    [Secret]
    public required string ConnectionString { get; init; }

    /// <summary>The schema that holds the tables; made where it is missing. a-z, 0-9 and <c>_</c>. Default <c>omua</c>.</summary>
    public string Schema { get; init; } = "omua";

    /// <summary>Most connections at once; 1 to 1,000. Default 20.</summary>
    public int MaxConnections { get; init; } = 20;

    /// <summary>How long a statement may take; 1 s to 10 minutes. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Validate() => new OptionChecks()
        .Between(MaxConnections, 1, 1_000)
        .Between(Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10))
        .That(Schema.Length is > 0 and <= 60 && Schema.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'), "schema", "has other characters than a-z, 0-9 and _; use omua")
        .That(!string.IsNullOrWhiteSpace(ConnectionString), "connection_string", "is empty; write Host=…;Database=…;Username=…");
}
