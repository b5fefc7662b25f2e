namespace Omua.Plugins.Configuration;

/// <summary>Where a node was written: a place in a file, or an environment variable.</summary>
internal sealed record ConfigurationOrigin(ConfigurationPlace? Place, string? Variable)
{
    public static ConfigurationOrigin None { get; } = new(null, null);

    /// <summary>What relative paths in the value start from.</summary>
    public string BaseDirectory => Place is null ? Environment.CurrentDirectory : Path.GetDirectoryName(Place.File) ?? Environment.CurrentDirectory;

    public override string ToString() =>
        Place is not null ? $"{Place.File}:{Place.Line}:{Place.Column}" : Variable is not null ? $"environment {Variable}" : "default";
}
