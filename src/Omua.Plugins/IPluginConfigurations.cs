namespace Omua.Plugins;

/// <summary>Where plugins get their sections from. <c>omua.yaml</c> is one source; a test or an embedding program may have another.</summary>
public interface IPluginConfigurations
{
    /// <summary>The section of a plugin; one without keys where it has none. Reports its faults when it is read or bound, not here.</summary>
    /// <param name="pluginName">The plugin's name, the key under <c>plugins:</c>.</param>
    /// <param name="constructorKeys">Keys, in snake_case, that the plugin's constructor takes: known keys when typed options are bound, though no option has them.</param>
    IPluginConfiguration For(string pluginName, IReadOnlyCollection<string> constructorKeys);

    /// <summary>Where a section or one of its keys stands; null where it is not written in a file.</summary>
    /// <param name="pluginName">The plugin's name.</param>
    /// <param name="key">A key as in <see cref="OptionFault.Key"/>; null asks for the section itself.</param>
    ConfigurationPlace? PlaceOf(string pluginName, string? key = null);

    /// <summary>What a plugin may take of the host; null takes <see cref="PluginHostOptions.Limits"/>. Default null.</summary>
    /// <param name="pluginName">The plugin's name.</param>
    PluginLimits? LimitsOf(string pluginName) => null;
}
