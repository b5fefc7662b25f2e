using System.Collections.Concurrent;

namespace Omua.Testing;

/// <summary>A plugin's lifetime in a test: disposing it ends background work and disposes what the plugin owns, as the host does.</summary>
public sealed class FakeScope(TimeProvider time) : IPluginScope, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<Task> _work = [];
    private readonly ConcurrentStack<object> _owned = [];
    private readonly ConcurrentQueue<Exception> _faults = [];

    /// <inheritdoc/>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>What background work and disposal threw; cancellation is not among it.</summary>
    public IReadOnlyList<Exception> Faults => [.. _faults];

    /// <inheritdoc/>
    public void Run(string name, Func<CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        _work.Enqueue(Task.Run(() => WatchedAsync(() => work(Stopping))));
    }

    /// <inheritdoc/>
    public void Every(string name, TimeSpan period, Func<CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.FromMilliseconds(100));
        Run(name, async token =>
        {
            while (true)
            {
                await Task.Delay(period, time, token).ConfigureAwait(false);
                await WatchedAsync(() => work(token)).ConfigureAwait(false);
            }
        });
    }

    /// <inheritdoc/>
    public T Own<T>(T resource) where T : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (resource is not (IDisposable or IAsyncDisposable))
        {
            throw new ArgumentException($"{typeof(T).Name} is neither IDisposable nor IAsyncDisposable", nameof(resource));
        }

        _owned.Push(resource);
        return resource;
    }

    /// <summary>Asks background work to end and waits for it.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_work).ConfigureAwait(false);
    }

    /// <summary>Stops, then disposes what is owned, newest first.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        while (_owned.TryPop(out var resource))
        {
            await WatchedAsync(async () =>
            {
                if (resource is IAsyncDisposable asynchronous)
                {
                    await asynchronous.DisposeAsync().ConfigureAwait(false);
                }
                else
                {
                    ((IDisposable)resource).Dispose();
                }
            }).ConfigureAwait(false);
        }
    }

    private async Task WatchedAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // Ended because the plugin does.
        }
        catch (Exception exception)
        {
            // Border: the plugin's own code. Kept for the test to look at.
            _faults.Enqueue(exception);
        }
    }
}
