namespace Omua.Plugins.Guard;

/// <summary>
/// The border between host and plugin: every call passes here. What the contract allows a plugin to throw passes unchanged; anything else is
/// attributed to the plugin, with its place. Limits, breaker and quarantine belong here as well.
/// </summary>
internal sealed class PluginGuard(IPlugin plugin, string name, string path)
{
    public async Task<T> CallAsync<T>(string member, Func<Task<T>> call) where T : class
    {
        try
        {
            return await call().ConfigureAwait(false) ?? throw new InvalidOperationException($"{member} returned null");
        }
        catch (Exception exception) when (!IsContract(exception))
        {
            throw Attributed(member, exception);
        }
    }

    public T Get<T>(string member, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception exception) when (!IsContract(exception))
        {
            throw Attributed(member, exception);
        }
    }

    private static bool IsContract(Exception exception) =>
        exception is OperationCanceledException or TaskRejectedException or LlmException or StorageException or FaultException;

    private FaultException Attributed(string member, Exception exception) => new(
        PluginFrame.At(
            new Fault(FaultCodes.PluginCallFailed, $"{name}: {member} threw {exception.GetType().Name}: {exception.Message}", "The plugin's code fails; see the place") { File = path },
            exception, plugin.GetType().Assembly),
        exception);
}
