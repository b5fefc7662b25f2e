namespace Omua.Plugins.Packages;

/// <summary>A package as it was restored, with the hash of its content as NuGet states it (SHA-512, Base64).</summary>
internal sealed record RestoredPackage(string Id, string Version, string Hash)
{
    /// <summary>The least versions that somebody asked for; empty where that is not known any more.</summary>
    public IReadOnlyCollection<string> Requested { get; init; } = [];
}
