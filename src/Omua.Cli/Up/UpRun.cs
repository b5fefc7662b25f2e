namespace Omua.Cli.Up;

/// <summary>A run that this process works on.</summary>
internal sealed class UpRun : IDisposable
{
    private readonly CancellationTokenSource _drain;

    public UpRun(string id, CancellationToken stop)
    {
        Id = id;
        _drain = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Drained = _drain.Token;
    }

    public string Id { get; }

    /// <summary>The agents that it works with.</summary>
    public HashSet<string> Agents { get; set; } = [];

    public Task Work { get; set; } = Task.CompletedTask;

    /// <summary>Told when the run is to be left open.</summary>
    public CancellationToken Drained { get; }

    public void Drain() => _drain.Cancel();

    public void Dispose() => _drain.Dispose();
}
