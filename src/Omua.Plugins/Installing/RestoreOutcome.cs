namespace Omua.Plugins.Installing;

/// <summary>What restoring did for one plugin.</summary>
/// <param name="Path">Full path of the plugin's file or folder.</param>
/// <param name="Packages">The packages that are there now, with those that they need themselves, as <c>Name@1.2.3</c>.</param>
/// <param name="Faults">Why they are not there.</param>
public sealed record RestoreOutcome(string Path, IReadOnlyList<string> Packages, IReadOnlyList<Fault> Faults);
