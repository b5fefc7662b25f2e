namespace Omua.Abstractions;

/// <summary>A spend change that an agent proposes and a person, or a policy, approves. Amounts are in the unit of <see cref="Change"/>: for <c>budget</c> and <c>pause</c> per budget period of the run, for <c>bid</c> per bid.</summary>
public sealed record Proposal
{
    /// <summary>Unique in the run.</summary>
    public required string Id { get; init; }

    /// <summary>What would be changed.</summary>
    public required ProposalTarget Target { get; init; }

    /// <summary>The kind of change: <c>budget</c>, <c>pause</c>, <c>bid</c>.</summary>
    public required string Change { get; init; }

    /// <summary>The amount now.</summary>
    public required Money From { get; init; }

    /// <summary>The amount proposed, in the same currency.</summary>
    public required Money To { get; init; }

    /// <summary>What the change is expected to bring.</summary>
    public required ExpectedEffect ExpectedEffect { get; init; }

    /// <summary>The figures that it rests on. At least one.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string Reason { get; init; } = "";
}
