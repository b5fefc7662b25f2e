namespace Omua.Storage.Sqlite;

/// <summary>Options of the SQLite store.</summary>
public sealed record SqliteOptions : IValidated
{
    /// <summary>The database file. Absolute, or below the plugin's own folder. Default <c>omua.db</c>.</summary>
    public string Path { get; init; } = "omua.db";

    /// <summary>How long a write waits for another process; 1 s to 5 minutes. Default 30 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Validate()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            yield return new OptionFault("path", "is empty; name a file, or leave it out for omua.db");
        }

        if (BusyTimeout < TimeSpan.FromSeconds(1) || BusyTimeout > TimeSpan.FromMinutes(5))
        {
            yield return new OptionFault("busy_timeout", $"is {BusyTimeout}; use 1s to 5m");
        }
    }
}
