namespace Omua.Plugins.Unloading;

/// <summary>Something of the framework that lives as long as the process and may hold a plugin.</summary>
/// <param name="Name">In the author's words.</param>
/// <param name="Held">What it holds.</param>
/// <param name="IsNamed">Whether the name says which event it is.</param>
internal sealed record KnownHolder(string Name, object Held, bool IsNamed = true);
