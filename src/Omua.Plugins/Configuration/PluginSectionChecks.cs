using System.Reflection;

namespace Omua.Plugins.Configuration;

/// <summary>Holds the sections of plugins against what the plugins take.</summary>
internal static class PluginSectionChecks
{
    /// <summary>
    /// Everything wrong with the sections that are written, beyond what can be told without the plugins: unknown keys, wrong types, missing keys, ranges, and sections of no plugin.
    /// </summary>
    public static IReadOnlyList<Fault> Run(OmuaConfiguration configuration, IReadOnlyList<PluginOptions> plugins) =>
    [
        .. configuration.UnknownPlugins([.. plugins.Select(plugin => plugin.Entry.Name)]),
        .. plugins.Where(plugin => !configuration.DisabledPlugins.Contains(plugin.Entry.Name)).SelectMany(plugin => Faults(configuration, plugin)),
    ];

    private static IEnumerable<Fault> Faults(OmuaConfiguration configuration, PluginOptions plugin)
    {
        var name = plugin.Entry.Name;
        var section = configuration.Root.Section(ConfigurationChecks.PluginsKey).Find(name)?.Node as ConfigurationMapping;
        return section is null ? [] : plugin.Types.SelectMany(type => Bind(type, section, name, plugin));
    }

    private static IEnumerable<Fault> Bind(Type type, ConfigurationMapping section, string name, PluginOptions plugin)
    {
        var binder = new OptionsBinder();
        try
        {
            binder.Bind(type, section, [.. PluginSection.HostKeys, .. plugin.ParameterKeys]);
        }
        catch (Exception exception)
        {
            // Border: constructors and checks of the plugin's own options.
            var cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            return [ConfigurationFaults.At(section.Origin, FaultCodes.PluginOptionsInvalid, $"plugins.{name} cannot be checked: its {type.Name} threw {cause.GetType().Name}", "the defect is the plugin's: tell its author")];
        }

        // References that lead nowhere are told of every section, with or without a plugin.
        return binder.Faults.Where(fault => fault.Code is not (FaultCodes.MissingReference or FaultCodes.SecretFileExposed))
            .Select(fault => fault.ToFault($"{ConfigurationChecks.PluginsKey}:{name}"));
    }
}
