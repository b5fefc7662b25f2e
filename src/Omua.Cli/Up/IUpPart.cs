namespace Omua.Cli.Up;

/// <summary>Something that <c>omua up</c> does for as long as it is up. What serves pages or an API is one more of these.</summary>
internal interface IUpPart
{
    /// <summary>For messages.</summary>
    string Name { get; }

    /// <summary>Works until it is told to stop, and ends in an orderly way. A store that is away does not end it.</summary>
    Task WorkAsync(CancellationToken stop);
}
