namespace Omua.Plugins.Tests;

/// <summary>One plugin's section, given in the test.</summary>
internal sealed class FixedSections(string plugin, Dictionary<string, string> values) : IPluginConfigurations
{
    public IPluginConfiguration For(string pluginName, IReadOnlyCollection<string> constructorKeys) =>
        new Section(pluginName == plugin ? values : []);

    public ConfigurationPlace? PlaceOf(string pluginName, string? key = null) => null;

    private sealed class Section(Dictionary<string, string> values) : IPluginConfiguration
    {
        public IReadOnlyCollection<string> Keys => values.Keys;

        public string? this[string key] => values.GetValueOrDefault(key);

        public TOptions Bind<TOptions>() where TOptions : class => Activator.CreateInstance<TOptions>();
    }
}
