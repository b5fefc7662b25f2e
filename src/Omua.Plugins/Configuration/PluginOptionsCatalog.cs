using System.Reflection;
using Omua.Plugins.Configuration.Schema;
using Omua.Plugins.Index;
using Omua.Plugins.Loading;

namespace Omua.Plugins.Configuration;

/// <summary>
/// Finds what the plugins that are present can be configured with. Trusted plugins' assemblies are loaded and looked at; no plugin is created or started.
/// Dispose of it when the types are no longer needed.
/// </summary>
internal sealed class PluginOptionsCatalog(PluginHostOptions options) : IDisposable
{
    private readonly PluginAssemblies _assemblies = new(options);

    public async Task<IReadOnlyList<PluginOptions>> FindAsync(CancellationToken cancellationToken)
    {
        var found = await new PluginCatalog(options).ScanAsync(cancellationToken).ConfigureAwait(false);
        return [.. found.Where(plugin => plugin.Entry.State != PluginState.NotAPlugin).DistinctBy(plugin => plugin.Entry.Name).Select(Of)];
    }

    public void Dispose() => _assemblies.ReleaseAll();

    private PluginOptions Of(CatalogPlugin plugin)
    {
        if (plugin.Plugin is null || plugin.Entry.State is not (PluginState.Available or PluginState.Disabled) || !plugin.Place.Trusted || plugin.Unit.Faults.Count > 0)
        {
            return new(plugin.Entry) { Unknown = plugin.Place.Trusted ? "it does not load" : "its folder is not trusted" };
        }

        try
        {
            var type = _assemblies.TypeOf(plugin);
            return new(plugin.Entry)
            {
                Class = type,
                Types = [.. type.GetInterfaces().Where(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IConfigured<>)).Select(each => each.GetGenericArguments()[0])],
                Parameters = [.. type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).SelectMany(constructor => constructor.GetParameters())],
                Documentation = XmlDocumentation.Beside(plugin.Unit.Assembly!),
            };
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or TypeLoadException or FaultException)
        {
            return new(plugin.Entry) { Unknown = "it does not load" };
        }
    }
}
