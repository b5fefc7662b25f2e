namespace Omua.Abstractions;

/// <summary>A span of whole days, both ends included.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; not before <paramref name="From"/>.</param>
public readonly record struct DateRange(DateOnly From, DateOnly To)
{
    /// <summary>How many days the span holds.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>"2025-04-01..2025-06-30".</summary>
    public override string ToString() => $"{From:yyyy-MM-dd}..{To:yyyy-MM-dd}";
}
