namespace Omua.Plugins.Packages;

/// <summary>Packages that were restored, in a folder of work that goes when this is disposed.</summary>
internal sealed class ResolvedPackages(PackageAssets assets, string work) : IDisposable
{
    public PackageAssets Assets => assets;

    public void Dispose() => Directory.Delete(work, recursive: true);
}
