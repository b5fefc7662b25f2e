using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Omua.Plugins.Unloading;

/// <summary>Where to look for what holds a plugin. The fields are private: one that another version of the framework does not have is passed over, and a leak by it is then reported without its name.</summary>
internal static class KnownHolders
{
    private static readonly (string Name, Type? Type, string[] Fields)[] Statics =
    [
        ("a timer or a Task.Delay that has not ended", typeof(Timer).Assembly.GetType("System.Threading.TimerQueue"), ["<Instances>k__BackingField", "s_scheduledTimers"]),
        ("an event of AppDomain", typeof(AppContext), ["UnhandledException", "FirstChanceException", "ProcessExit"]),
        ("an event of AppDomain", typeof(AssemblyLoadContext), ["AssemblyLoad", "TypeResolve", "ResourceResolve", "AssemblyResolve"]),
        ("TaskScheduler.UnobservedTaskException", typeof(TaskScheduler), ["UnobservedTaskException"]),
        ("Console.CancelKeyPress", typeof(Console), ["s_cancelCallbacks"]),
        ("a PosixSignalRegistration that was not disposed of", typeof(PosixSignalRegistration), ["s_registrations"]),
        ("a Meter that was not disposed of", typeof(Meter), ["s_allMeters"]),
        ("a MeterListener that was not disposed of", typeof(MeterListener), ["s_allStartedListeners"]),
        ("an ActivityListener or ActivitySource that was not disposed of", typeof(ActivitySource), ["s_allListeners", "s_activeSources"]),
        ("a DiagnosticListener that was not disposed of", typeof(DiagnosticListener), ["s_allListeners", "s_allListenerObservable"]),
        ("an EventListener that was not disposed of", typeof(EventListener), ["s_Listeners"]),
    ];

    /// <summary>Caches of libraries that may never have been loaded, by assembly, type and field.</summary>
    private static readonly (string Name, string Assembly, string Type, string Field)[] Caches =
    [
        ("dynamic (the C# binder keeps every type that it saw)", "Microsoft.CSharp", "Microsoft.CSharp.RuntimeBinder.SymbolTable", "s_typesWithConversionsLoaded"),
        ("dynamic (the C# binder keeps every type that it saw)", "Microsoft.CSharp", "Microsoft.CSharp.RuntimeBinder.SymbolTable", "s_namesLoadedForEachType"),
        ("dynamic (the C# binder keeps every type that it saw)", "Microsoft.CSharp", "Microsoft.CSharp.RuntimeBinder.Semantics.SymbolStore", "s_dictionary"),
        ("TypeDescriptor", "System.ComponentModel.TypeConverter", "System.ComponentModel.TypeDescriptor", "s_providerTypeTable"),
        ("TypeDescriptor", "System.ComponentModel.TypeConverter", "System.ComponentModel.TypeDescriptor", "s_providerTable"),
        ("TypeDescriptor", "System.ComponentModel.TypeConverter", "System.ComponentModel.TypeDescriptor", "s_defaultProviderInitialized"),
        ("TypeDescriptor.Refreshed", "System.ComponentModel.TypeConverter", "System.ComponentModel.TypeDescriptor", "Refreshed"),
        ("DataAnnotations", "System.ComponentModel.Annotations", "System.ComponentModel.DataAnnotations.ValidationAttributeStore", "<Instance>k__BackingField"),
        ("an event of NetworkChange", "System.Net.NetworkInformation", "System.Net.NetworkInformation.NetworkChange", "s_addressChangedSubscribers"),
        ("an event of NetworkChange", "System.Net.NetworkInformation", "System.Net.NetworkInformation.NetworkChange", "s_availabilityChangedSubscribers"),
    ];

    public static IEnumerable<KnownHolder> Now()
    {
        foreach (var (name, type, fields) in Statics)
        {
            foreach (var field in fields)
            {
                if (Value(type, field) is { } held)
                {
                    yield return new KnownHolder(name == "an event of AppDomain" ? $"AppDomain.{field}" : name, held);
                }
            }
        }

        yield return new KnownHolder("AppDomain", AppDomain.CurrentDomain, IsNamed: false);
        yield return new KnownHolder("AssemblyLoadContext.Default", AssemblyLoadContext.Default, IsNamed: false);
        foreach (var (name, assembly, type, field) in Caches)
        {
            if (AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(each => each.GetName().Name == assembly) is { } loaded && Value(loaded.GetType(type), field) is { } held)
            {
                yield return new KnownHolder(name, held);
            }
        }
    }

    private static object? Value(Type? type, string field) => type?.GetField(field, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)?.GetValue(null);
}
