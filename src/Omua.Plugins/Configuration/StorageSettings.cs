namespace Omua.Plugins.Configuration;

/// <summary>The section <c>storage:</c>.</summary>
internal sealed record StorageSettings
{
    /// <summary>Name of the storage plugin. Its own settings stand under <c>plugins:</c>. Default <c>sqlite</c>.</summary>
    public string Backend { get; init; } = "sqlite";
}
