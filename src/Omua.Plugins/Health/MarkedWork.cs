namespace Omua.Plugins.Health;

/// <summary>What a plugin's code does while it is marked as running.</summary>
internal enum MarkedWork
{
    /// <summary>Its constructor or <c>InitializeAsync</c>, and whatever they drag in.</summary>
    Start,

    Call,

    /// <summary>Work that it gave to its scope.</summary>
    Background,

    /// <summary><c>ShutdownAsync</c>.</summary>
    Shutdown,
}
