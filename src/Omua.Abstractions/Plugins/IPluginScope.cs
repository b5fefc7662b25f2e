namespace Omua.Abstractions;

/// <summary>The lifetime of a plugin. What is started here is cancelled and awaited when the plugin shuts down or is reloaded.</summary>
public interface IPluginScope
{
    /// <summary>Cancelled when the plugin is about to end.</summary>
    CancellationToken Stopping { get; }

    /// <summary>Runs work in the background. A fault is logged under the plugin's name and counted against it.</summary>
    /// <param name="name">Names the work in logs.</param>
    /// <param name="work">Must observe its token.</param>
    void Run(string name, Func<CancellationToken, Task> work);

    /// <summary>Runs work over and over, each time the period after the last one ended, on the host's clock.</summary>
    /// <param name="name">Names the work in logs.</param>
    /// <param name="period">At least 100 ms.</param>
    /// <param name="work">Must observe its token.</param>
    void Every(string name, TimeSpan period, Func<CancellationToken, Task> work);

    /// <summary>Disposes an object with the plugin, in reverse order, after <see cref="IPlugin.ShutdownAsync"/>. Takes <see cref="IDisposable"/> and <see cref="IAsyncDisposable"/>.</summary>
    /// <returns>The same object.</returns>
    T Own<T>(T resource) where T : class;
}
