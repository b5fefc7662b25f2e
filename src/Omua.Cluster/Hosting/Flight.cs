using Omua.Cluster.Grains;
using Orleans.Runtime;

namespace Omua.Cluster.Hosting;

/// <summary>An attempt that a run has started somewhere and whose end is not yet recorded.</summary>
internal sealed class Flight(string taskId, int attempt, string agent, bool isAlone)
{
    private readonly CancellationTokenSource _over = new();

    public string TaskId => taskId;

    public int Attempt => attempt;

    public string Agent => agent;

    public bool IsAlone => isAlone;

    /// <summary>Null where it was found alive and is not ordered anew.</summary>
    public OrderMessage? Order { get; init; }

    /// <summary>Where it is; null while no silo has taken it.</summary>
    public SiloAddress? Silo { get; set; }

    /// <summary>Whether a suspect has its silo to itself by now. Before that, a death of the silo is not its doing.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Since when it looks for a silo, by the clock's time stamp. A first refusal after a long wait in a queue begins the search anew; a further one does not.</summary>
    public required long SearchSince { get; set; }

    public bool IsRefused { get; set; }

    /// <summary>How often in a row its silo did not know it.</summary>
    public int Unknown { get; set; }

    public bool IsLost { get; set; }

    /// <summary>The search for a silo that takes it; never fails.</summary>
    public Task Ordering { get; set; } = Task.CompletedTask;

    /// <summary>True once its end is recorded; false where the run went elsewhere before that.</summary>
    public TaskCompletionSource<bool> Recorded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken Over => _over.Token;

    public void End(bool isRecorded)
    {
        Recorded.TrySetResult(isRecorded);
        _over.Cancel();
    }
}
