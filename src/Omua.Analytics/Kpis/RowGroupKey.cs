namespace Omua.Analytics;

/// <summary>What the rows of one group have in common; equal by content, so that groups of several tables meet.</summary>
internal sealed record RowGroupKey(string[] Values, int? Start, string? Currency)
{
    public bool Equals(RowGroupKey? other) =>
        other is not null && Start == other.Start && Currency == other.Currency && Values.AsSpan().SequenceEqual(other.Values);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Start);
        hash.Add(Currency);
        foreach (var value in Values)
        {
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
