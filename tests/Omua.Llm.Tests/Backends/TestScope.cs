namespace Omua.Llm.Tests.Backends;

/// <summary>The lifetime of a backend under test.</summary>
internal sealed class TestScope : IPluginScope, IAsyncDisposable
{
    private readonly Stack<object> _owned = [];

    public CancellationToken Stopping => CancellationToken.None;

    public void Run(string name, Func<CancellationToken, Task> work) => throw new NotSupportedException("No backend works in the background.");

    public void Every(string name, TimeSpan period, Func<CancellationToken, Task> work) => throw new NotSupportedException("No backend works in the background.");

    public T Own<T>(T resource) where T : class
    {
        _owned.Push(resource);
        return resource;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var resource in _owned)
        {
            if (resource is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync();
            }
            else
            {
                (resource as IDisposable)?.Dispose();
            }
        }
    }
}
