using System.Runtime.ExceptionServices;
using Omua.Plugins.Guard;
using Omua.Plugins.Index;

namespace Omua.Plugins.Loading;

/// <summary>Takes a plugin from its file to its first call: load, construct, check, bind, initialize. What fails becomes a fault; nothing else is touched.</summary>
internal sealed class PluginStarter(PluginHostOptions options, PluginAssemblies assemblies)
{
    /// <param name="plugin">What to start.</param>
    /// <param name="arguments">What the caller passes to the constructor.</param>
    /// <param name="storage">The store in which the plugin keeps documents and metrics of its own.</param>
    /// <param name="health">The plugin's record.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PluginInstance> StartAsync(
        CatalogPlugin plugin, IReadOnlyDictionary<string, object?> arguments, IStorageBackend? storage, PluginHealth health, CancellationToken cancellationToken)
    {
        var started = options.Time.GetTimestamp();
        var start = new PluginStart(plugin, health, options);
        LoadedUnit? unit = null;
        try
        {
            unit = assemblies.Take(plugin);
            var instance = await start.RunAsync(unit, arguments, storage, cancellationToken).ConfigureAwait(false);
            var took = options.Time.GetElapsedTime(started);
            instance.Statistics.Count(instance.Gate);
            instance.Statistics.LoadTime = took;
            PluginTelemetry.Loaded(health, took);
            return instance;
        }
        catch (Exception exception)
        {
            // Border: all of the plugin's start-up code.
            var thrown = exception is FaultException || cancellationToken.IsCancellationRequested
                ? start.Mask.Clean(exception) : new FaultException(start.Faults(exception, unit?.Assembly), start.Mask.Clean(exception));
            await start.TakeBackAsync().ConfigureAwait(false);
            if (unit is not null)
            {
                assemblies.Release(unit);
            }

            if (ReferenceEquals(thrown, exception))
            {
                ExceptionDispatchInfo.Throw(exception);
            }

            throw thrown;
        }
    }
}
