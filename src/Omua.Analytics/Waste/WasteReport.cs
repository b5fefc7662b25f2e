namespace Omua.Analytics;

/// <summary>All segments, sorted by what the rows say about them.</summary>
public sealed record WasteReport
{
    /// <summary>Every segment, largest cost first.</summary>
    public required IReadOnlyList<SegmentEvidence> Segments { get; init; }

    /// <summary>Significantly worse than the rest, most wasted spend first.</summary>
    public IReadOnlyList<SegmentEvidence> Wasteful => [.. Of(SegmentVerdict.Wasteful).OrderByDescending(segment => segment.WastedSpend?.Value)];

    /// <summary>Significantly better than the rest, most money saved first.</summary>
    public IReadOnlyList<SegmentEvidence> Winners => [.. Of(SegmentVerdict.Winner).OrderBy(segment => segment.WastedSpend?.Value)];

    /// <summary>Large enough and not shown to differ.</summary>
    public IReadOnlyList<SegmentEvidence> Ordinary => [.. Of(SegmentVerdict.Ordinary)];

    /// <summary>Too small to judge, each with the reason.</summary>
    public IReadOnlyList<SegmentEvidence> TooSmall => [.. Of(SegmentVerdict.TooSmall)];

    /// <summary>How many segments were tested, and corrected for.</summary>
    public int Tested => Segments.Count(segment => segment.PValue is not null);

    /// <summary>sum(cost) / sum(conversions) of all rows; money per conversion.</summary>
    public required double AccountCpa { get; init; }

    private IEnumerable<SegmentEvidence> Of(SegmentVerdict verdict) => Segments.Where(segment => segment.Verdict == verdict);
}
