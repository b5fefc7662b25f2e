namespace Omua.Cluster.Grains;

/// <summary>A task of a run, by run id, slash, task id: one attempt at a time, wherever it runs.</summary>
[Alias("omua.task")]
internal interface ITaskGrain : IGrainWithStringKey
{
    /// <summary>Begins an attempt and answers at once. The same order twice is one attempt; a later attempt ends an earlier one first.</summary>
    [Alias("start")]
    Task<OrderReply> StartAsync(OrderMessage order);

    /// <summary>Cancels an attempt; its outcome is reported all the same.</summary>
    [Alias("cancel")]
    Task CancelAsync(int attempt);

    /// <summary>The attempt that is under way, or whose outcome is on its way; 0 for none.</summary>
    [Alias("alive")]
    Task<OrderReply> AliveAsync(int attempt);
}
