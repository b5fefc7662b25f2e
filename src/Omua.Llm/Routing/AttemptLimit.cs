using Omua.Llm.Calling;

namespace Omua.Llm.Routing;

/// <summary>The time limit of an attempt: its own, or what is left of the backend's share where that is less. Holds also against a backend that does not heed its token.</summary>
internal sealed class AttemptLimit : IDisposable
{
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _both;
    private readonly CancellationToken _caller;
    private TimeSpan _length;

    public AttemptLimit(Deadline share, TimeSpan length, CancellationToken caller)
    {
        _length = share.Remaining < length ? share.Remaining : length;
        _caller = caller;
        _limit = new CancellationTokenSource(_length, share.Time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, caller);
    }

    /// <summary>Ends with the caller's token and with the limit.</summary>
    public CancellationToken Token => _both.Token;

    /// <summary>Takes the limit away while nothing is waited for, or sets another.</summary>
    public void Restart(TimeSpan length)
    {
        _length = length;
        _limit.CancelAfter(length);
    }

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, string backend, string what)
    {
        try
        {
            var running = work(Token);
            return running.IsCompleted ? await running.ConfigureAwait(false) : await running.WaitAsync(Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!_caller.IsCancellationRequested)
        {
            throw new LlmException(LlmFailure.Timeout, $"{backend} {what} within {_length.TotalSeconds:0.###} s.", exception);
        }
    }

    public void Dispose()
    {
        _both.Dispose();
        _limit.Dispose();
    }
}
