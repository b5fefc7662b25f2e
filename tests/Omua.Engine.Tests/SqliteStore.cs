using Microsoft.Extensions.Logging.Abstractions;
using Omua.Storage.Sqlite;

namespace Omua.Engine.Tests;

/// <summary>A real SQLite store in a folder of its own.</summary>
internal sealed class SqliteStore(string? folder = null) : IAsyncDisposable
{
    private readonly List<SqliteStorage> _open = [];

    public string Folder { get; } = folder ?? Directory.CreateTempSubdirectory("omua-store-").FullName;

    public async Task<SqliteStorage> OpenAsync(TimeProvider? time = null)
    {
        var storage = new SqliteStorage();
        ((IConfigured<SqliteOptions>)storage).Configure(new SqliteOptions());
        await storage.InitializeAsync(new PluginContext
        {
            Configuration = new NoConfiguration(),
            Logger = NullLogger.Instance,
            Time = time ?? TimeProvider.System,
            Http = new HttpClient(),
            Scope = new NoScope(),
            WorkingDirectory = Folder,
        });
        _open.Add(storage);
        return storage;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var storage in _open)
        {
            await storage.ShutdownAsync();
        }

        if (folder is null)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private sealed class NoConfiguration : IPluginConfiguration
    {
        public string? this[string key] => null;

        public IReadOnlyCollection<string> Keys => [];

        public TOptions Bind<TOptions>() where TOptions : class => Activator.CreateInstance<TOptions>();
    }

    private sealed class NoScope : IPluginScope
    {
        public CancellationToken Stopping => CancellationToken.None;

        public void Run(string name, Func<CancellationToken, Task> work) => throw new NotSupportedException("The SQLite store runs nothing in the background.");

        public void Every(string name, TimeSpan period, Func<CancellationToken, Task> work) => throw new NotSupportedException("The SQLite store has no timers.");

        public T Own<T>(T resource) where T : class => resource;
    }
}
