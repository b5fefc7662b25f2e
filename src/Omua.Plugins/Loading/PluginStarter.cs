using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Omua.Plugins.Guard;
using Omua.Plugins.Index;
using Omua.Plugins.Metadata;

namespace Omua.Plugins.Loading;

/// <summary>Takes a plugin from its file to its first call: load, construct, check, bind, initialize. What fails becomes a fault; nothing else is touched.</summary>
internal sealed class PluginStarter(PluginHostOptions options, PluginAssemblies assemblies)
{
    public async Task<PluginInstance> StartAsync(
        CatalogPlugin plugin, IReadOnlyDictionary<string, object?> arguments, IStorageBackend? storage, CancellationToken cancellationToken)
    {
        var step = new Step(FaultCodes.PluginDoesNotLoad, "does not load", "Build it with EnableDynamicLoading, and for the contracts of this version");
        var name = plugin.Entry.Name;
        var logger = options.LoggerFactory.CreateLogger($"Omua.Plugins.{name}");
        var scope = new PluginScope(name, options.Time, logger);
        var http = new HttpClient();
        Assembly? assembly = null;

        // The plugin's code may never return, so it runs aside and is left behind when its time is up.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var starting = Task.Run(() => RunAsync(limit.Token), CancellationToken.None);
        try
        {
            return await starting.WaitAsync(options.InitializeTimeout, options.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Border: all of the plugin's start-up code.
            await limit.CancelAsync().ConfigureAwait(false);
            await scope.StopAsync(TimeSpan.Zero).ConfigureAwait(false);
            if (starting.IsCompleted)
            {
                await scope.DisposeOwnedAsync().ConfigureAwait(false);
                http.Dispose();
            }

            if (cancellationToken.IsCancellationRequested)
            {
                throw;
            }

            throw exception as FaultException ?? new FaultException(Faults(exception), exception);
        }

        async Task<PluginInstance> RunAsync(CancellationToken token)
        {
            var type = assemblies.Load(plugin);
            assembly = type.Assembly;
            var filling = new ConstructorArguments(type, name, plugin.Entry.Path, arguments);
            step = new Step(FaultCodes.PluginOptionsInvalid, "has a configuration that cannot be read", "Correct its section; omua config validate lists all faults");
            var configuration = options.Configurations?.For(name, filling.Keys) ?? EmptyConfiguration.Instance;
            var (constructor, values) = filling.Choose(configuration);

            step = new Step(FaultCodes.PluginConstructorFailed, "threw in its constructor", "Correct the line; start work in InitializeAsync instead");
            var made = (IPlugin)Unwrapped(() => constructor.Invoke(values))!;
            CheckIdentity(plugin, made);

            step = new Step(FaultCodes.PluginOptionsInvalid, "does not take its options", "Correct its section; omua config validate lists all faults");
            Configure(made, type, configuration);

            step = new Step(FaultCodes.PluginInitializeFailed, "refused to start", "The message is the plugin's own: correct its settings or its code");
            var home = Path.Combine(options.HomeDirectory, "data", name);
            Directory.CreateDirectory(home);
            var own = plugin.Entry.Type == PluginType.StorageBackend ? null : storage;
            var context = new PluginContext
            {
                Configuration = configuration, Logger = logger, Time = options.Time, Http = http, Scope = scope, WorkingDirectory = home,
                Documents = own is null ? null : new OwnDocuments(own.Documents, name), Metrics = own is null ? null : new OwnMetrics(own.Metrics, name),
            };
            await made.InitializeAsync(context, token).ConfigureAwait(false);
            return new PluginInstance(name, made, scope, http, options);
        }

        IReadOnlyList<Fault> Faults(Exception exception)
        {
            if (exception is TimeoutException && !starting.IsCompleted)
            {
                return
                [
                    new Fault(
                        FaultCodes.PluginInitializeTimedOut, $"{name} did not start within {options.InitializeTimeout.TotalSeconds:0.###} s",
                        "Do slow work in the background: Context.Scope.Run") { File = plugin.Entry.Path },
                ];
            }

            if (exception is PluginConfigurationException invalid)
            {
                return [.. invalid.Faults.Select(fault => OptionFault(name, fault))];
            }

            var cause = exception is TypeInitializationException { InnerException: { } inner } ? inner : exception;
            var fault = new Fault(step.Code, $"{name} {step.What}: {cause.GetType().Name}: {cause.Message}", step.Fix) { File = plugin.Entry.Path };
            return [assembly is null ? fault : PluginFrame.At(fault, exception, assembly)];
        }
    }

    private Fault OptionFault(string name, OptionFault fault)
    {
        var place = options.Configurations?.PlaceOf(name, fault.Key) ?? options.Configurations?.PlaceOf(name);
        return new Fault(FaultCodes.PluginOptionsInvalid, $"plugins.{name}.{fault.Key.Replace(':', '.')} {fault.Message}", "Correct the key; omua config validate lists all faults")
        {
            File = place?.File, Line = place?.Line, Column = place?.Column,
        };
    }

    /// <summary>The list was made without running code. Now the plugin speaks for itself, and must say the same.</summary>
    private static void CheckIdentity(CatalogPlugin plugin, IPlugin made)
    {
        var entry = plugin.Entry;
        var kinds = PluginIdentity.Kinds(kind => kind.IsInstanceOfType(made)).ToList();
        var faults = PluginIdentity.Faults(made.Name ?? "", made.Version ?? "", made.Type, kinds, entry.Class!, entry.Path).ToList();
        if (faults.Count == 0 && (made.Name != entry.Name || made.Type != entry.Type))
        {
            faults.Add(new Fault(
                FaultCodes.PluginIdentityInvalid, $"{entry.Class} was listed as {entry.Name} ({entry.Type}) and says that it is {made.Name} ({made.Type})",
                "Return Name and Type as literals, so that they are known without running the plugin") { File = entry.Path });
        }

        if (faults.Count > 0)
        {
            throw new FaultException(faults);
        }
    }

    private static void Configure(IPlugin plugin, Type type, IPluginConfiguration configuration)
    {
        foreach (var configured in type.GetInterfaces().Where(found => found.IsGenericType && found.GetGenericTypeDefinition() == typeof(IConfigured<>)))
        {
            var bind = typeof(IPluginConfiguration).GetMethod(nameof(IPluginConfiguration.Bind))!.MakeGenericMethod(configured.GetGenericArguments());
            var bound = Unwrapped(() => bind.Invoke(configuration, null));
            Unwrapped(() => configured.GetMethod(nameof(IConfigured<object>.Configure))!.Invoke(plugin, [bound]));
        }
    }

    private static object? Unwrapped(Func<object?> call)
    {
        try
        {
            return call();
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private sealed record Step(string Code, string What, string Fix);
}
