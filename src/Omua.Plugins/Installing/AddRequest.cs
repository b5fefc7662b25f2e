namespace Omua.Plugins.Installing;

/// <summary>What is to be added, and where to.</summary>
/// <param name="Source">A <c>.cs</c> file, a folder, a <c>.nupkg</c>, or a package as <c>Name</c> or <c>Name@1.2.3</c>.</param>
public sealed record AddRequest(string Source)
{
    /// <summary>Into the project's place instead of the user's. Default false.</summary>
    public bool ToProject { get; init; }

    /// <summary>Takes the place of one that is there already. Default false.</summary>
    public bool Replace { get; init; }
}
