using Omua.Plugins.Guard;
using Omua.Plugins.Health;

namespace Omua.Plugins.Loading;

/// <summary>Owns what a plugin starts, so that it ends with the plugin. What goes wrong in it is told under the name of the work.</summary>
internal sealed class PluginScope(TimeProvider time, ContainedContext contained, MarkSlot? mark, Action<string, Exception> failed) : IPluginScope
{
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<(string Name, Task Task)> _work = [];
    private readonly Stack<object> _owned = [];
    private readonly Lock _lock = new();

    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Names of the work that has not ended.</summary>
    public IReadOnlyList<string> Unfinished
    {
        get
        {
            lock (_lock)
            {
                return [.. _work.Where(work => !work.Task.IsCompleted).Select(work => work.Name)];
            }
        }
    }

    public void Run(string name, Func<CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        lock (_lock)
        {
            _work.RemoveAll(known => known.Task.IsCompleted);
            _work.Add((name, Task.Run(() => WatchedAsync(name, work))));
        }
    }

    public void Every(string name, TimeSpan period, Func<CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, ShortestPeriod);
        Run(name, async token =>
        {
            while (!token.IsCancellationRequested)
            {
                await Task.Delay(period, time, token).ConfigureAwait(false);
                await WatchedAsync(name, work).ConfigureAwait(false);
            }
        });
    }

    public T Own<T>(T resource) where T : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (resource is not (IDisposable or IAsyncDisposable))
        {
            throw new ArgumentException($"{typeof(T).Name} is neither IDisposable nor IAsyncDisposable", nameof(resource));
        }

        lock (_lock)
        {
            _owned.Push(resource);
        }

        return resource;
    }

    /// <summary>Asks background work to end and waits for it as long as the limit allows; <see cref="Unfinished"/> then names what went on.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        // What the plugin hooked to the token runs here: aside, since it may block or throw.
        var told = _stopping.CancelAsync();
        Task[] work;
        lock (_lock)
        {
            work = [told, .. _work.Select(known => known.Task)];
        }

        await Task.WhenAll(work).WaitAsync(limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (told.Exception?.InnerException is { } thrown)
        {
            failed("what it hooked to its end", thrown);
        }
    }

    /// <summary>In reverse order, and for no longer than the limit.</summary>
    public async Task DisposeOwnedAsync(TimeSpan limit)
    {
        var disposing = Task.Run(DisposeAllAsync);
        await disposing.WaitAsync(limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!disposing.IsCompleted)
        {
            lock (_lock)
            {
                _work.Add(("disposing what it owns", disposing));
            }
        }
    }

    private async Task DisposeAllAsync()
    {
        while (true)
        {
            object? resource;
            lock (_lock)
            {
                if (!_owned.TryPop(out resource))
                {
                    return;
                }
            }

            try
            {
                if (resource is IAsyncDisposable asynchronous)
                {
                    await asynchronous.DisposeAsync().ConfigureAwait(false);
                }
                else
                {
                    ((IDisposable)resource).Dispose();
                }
            }
            catch (Exception exception)
            {
                // Border: the plugin's own code. The rest must still be disposed of.
                failed($"disposing {resource.GetType().Name}", exception);
            }
        }
    }

    private async Task WatchedAsync(string name, Func<CancellationToken, Task> work)
    {
        mark?.Begin(MarkedWork.Background);
        try
        {
            var frame = contained.Enter();
            Task running;
            try
            {
                running = work(Stopping);
            }
            finally
            {
                frame.Leave();
            }

            await running.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // The normal end.
        }
        catch (Exception exception)
        {
            // Border: the plugin's own code.
            failed(name, exception);
        }
        finally
        {
            mark?.End(MarkedWork.Background);
        }
    }
}
