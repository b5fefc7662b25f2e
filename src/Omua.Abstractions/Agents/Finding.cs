namespace Omua.Abstractions;

/// <summary>Something in the data that a person should know.</summary>
public sealed record Finding
{
    /// <summary>Stable for the same data: <c>paid_search.waste.camp-12</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One sentence with the figure in it.</summary>
    public required string Title { get; init; }

    /// <summary>How much it matters.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>The agent that found it.</summary>
    public required string Agent { get; init; }

    /// <summary>The figures that it rests on. At least one.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>The interval of the leading figure, where one exists.</summary>
    public Interval? Interval { get; init; }

    /// <summary>What to do about it; null where nothing follows.</summary>
    public string? Advice { get; init; }
}
