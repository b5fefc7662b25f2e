namespace Omua.Plugins.Packages;

/// <summary>A file of a package: whose, where it lies, and where it goes in the closure.</summary>
internal sealed record PackageFile(string Package, string Source, string Target);
