namespace Omua.Llm.Calling;

/// <summary>Ends a call at its deadline, and says so.</summary>
internal sealed class CallLimit : IDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource? _both;
    private readonly TimeSpan _length;

    public CallLimit(Deadline deadline, CancellationToken caller)
    {
        _length = deadline.Remaining;
        _over = new CancellationTokenSource(_length, deadline.Time);
        _both = caller.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(_over.Token, caller) : null;
    }

    public CancellationToken Token => (_both ?? _over).Token;

    public LlmException Over(Exception exception) =>
        new(LlmFailure.Timeout, $"The call did not end within the {_length.TotalSeconds:0.###} s that it had, with all its attempts.", exception);

    public void Dispose()
    {
        _both?.Dispose();
        _over.Dispose();
    }
}
