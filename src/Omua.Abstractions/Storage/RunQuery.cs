namespace Omua.Abstractions;

/// <summary>Which runs to list. No property will be added to it: a store that does not know one would pass over it in silence.</summary>
public sealed record RunQuery
{
    /// <summary>Only open runs (true), only closed ones (false), or all (null).</summary>
    public bool? IsOpen { get; init; }

    /// <summary>At most so many; 1 to 1,000. Default 50.</summary>
    public int Limit { get; init; } = 50;

    /// <summary><see cref="Page{T}.Next"/> of the page before; null for the first.</summary>
    public string? Cursor { get; init; }
}
