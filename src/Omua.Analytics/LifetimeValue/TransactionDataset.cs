namespace Omua.Analytics;

/// <summary>Purchases of customers, one in each row.</summary>
public sealed class TransactionDataset : Dataset
{
    /// <summary>The purchases.</summary>
    public required TransactionTable Transactions { get; init; }
}
