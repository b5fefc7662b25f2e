using System.Threading.Channels;

namespace Omua.Plugins.Watching;

/// <summary>
/// Says that something may have happened in a folder. Watchers fire twice, and miss what happens in folders that are new, linked or on a network: so a signal is no more
/// than a reason to look, and after a while one comes by itself.
/// </summary>
internal sealed class FolderSignals(TimeProvider time, TimeSpan atMost) : IDisposable
{
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Watches these folders from now on and no others. One that cannot be watched (none left to have, a strange file system) is looked at from time to time all the same.</summary>
    public void Watch(IReadOnlyCollection<string> folders)
    {
        foreach (var gone in _watchers.Keys.Except(folders).ToList())
        {
            _watchers.Remove(gone, out var watcher);
            watcher!.Dispose();
        }

        foreach (var folder in folders.Where(folder => !_watchers.ContainsKey(folder) && Directory.Exists(folder)))
        {
            try
            {
                _watchers[folder] = Watcher(folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // Said above.
            }
        }
    }

    /// <summary>Waits for a signal, or until it is time to look anyway.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await _signals.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look.
        }
    }

    public void Dispose() => Watch([]);

    private FileSystemWatcher Watcher(string folder)
    {
        var watcher = new FileSystemWatcher(folder)
        {
            IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        watcher.Changed += (_, _) => Signal();
        watcher.Created += (_, _) => Signal();
        watcher.Deleted += (_, _) => Signal();
        watcher.Renamed += (_, _) => Signal();
        watcher.Error += (_, _) => Signal();
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private void Signal() => _signals.Writer.TryWrite(true);
}
