namespace Omua.Plugins.Sources;

/// <summary>A package that a source asks for, with the one version that it asks for.</summary>
internal sealed record PackageNeed(string Id, string Version, SourceDirective From)
{
    /// <summary>As it is written: <c>Name@1.2.3</c>.</summary>
    public override string ToString() => $"{Id}@{Version}";
}
