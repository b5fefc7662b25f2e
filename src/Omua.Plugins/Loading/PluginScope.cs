using Microsoft.Extensions.Logging;

namespace Omua.Plugins.Loading;

/// <summary>Owns what a plugin starts, so that it ends with the plugin.</summary>
internal sealed partial class PluginScope(string pluginName, TimeProvider time, ILogger logger) : IPluginScope
{
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _work = [];
    private readonly Stack<object> _owned = [];
    private readonly Lock _lock = new();

    public CancellationToken Stopping => _stopping.Token;

    public void Run(string name, Func<CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        lock (_lock)
        {
            _work.RemoveAll(task => task.IsCompleted);
            _work.Add(Task.Run(() => WatchedAsync(name, work)));
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

    /// <summary>Asks background work to end and waits for it as long as the limit allows.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] work;
        lock (_lock)
        {
            work = [.. _work];
        }

        try
        {
            await Task.WhenAll(work).WaitAsync(limit, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogLeftBehind(pluginName, work.Count(task => !task.IsCompleted));
        }
    }

    public async Task DisposeOwnedAsync()
    {
        while (_owned.TryPop(out var resource))
        {
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
                LogFailed(exception, pluginName, $"disposing {resource.GetType().Name}");
            }
        }
    }

    private async Task WatchedAsync(string name, Func<CancellationToken, Task> work)
    {
        try
        {
            await work(Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // The normal end.
        }
        catch (Exception exception)
        {
            // Border: the plugin's own code.
            LogFailed(exception, pluginName, name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Plugin}: {Work} failed")]
    private partial void LogFailed(Exception exception, string plugin, string work);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Plugin}: {Count} background tasks did not end in time")]
    private partial void LogLeftBehind(string plugin, int count);
}
