using System.Diagnostics.CodeAnalysis;

namespace Omua.Cluster.Hosting;

/// <summary>An attempt that is under way on this silo, or whose outcome is on its way.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and dies with its attempt, which may be cancelled from any thread until then.")]
internal sealed class HostedAttempt(ClusterOrder order)
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly CancellationTokenSource _giveUp = new();

    public ClusterOrder Order => order;

    public int Number => order.Order.Attempt;

    /// <summary>Ends when the outcome was taken, or no longer matters.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    /// <summary>The attempt was told to end.</summary>
    public CancellationToken Cancelled => _cancel.Token;

    /// <summary>Nobody is to hear of it any more.</summary>
    public CancellationToken GivenUp => _giveUp.Token;

    /// <summary>Why it was told to end, where that is the silo's doing and not the run's: then it is lost, not cancelled.</summary>
    public string? LostBecause { get; private set; }

    public void Cancel(string? lostBecause = null)
    {
        LostBecause ??= lostBecause;
        _cancel.Cancel();
    }

    public void GiveUp()
    {
        _giveUp.Cancel();
        _cancel.Cancel();
    }
}
