namespace Omua.Plugins.Loading;

/// <summary>The section of a plugin where no configuration is given: options take their defaults.</summary>
internal sealed class EmptyConfiguration : IPluginConfiguration
{
    public static readonly EmptyConfiguration Instance = new();

    public IReadOnlyCollection<string> Keys => [];

    public string? this[string key] => null;

    public TOptions Bind<TOptions>() where TOptions : class
    {
        var missing = typeof(TOptions).GetProperties()
            .Where(property => property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute), inherit: true))
            .Select(property => new OptionFault(SnakeCase.From(property.Name), "is missing; it must be configured")).ToList();
        if (missing.Count > 0)
        {
            throw new PluginConfigurationException(missing);
        }

        var options = Activator.CreateInstance<TOptions>();
        var faults = options is IValidated validated ? validated.Validate().ToList() : [];
        return faults.Count == 0 ? options : throw new PluginConfigurationException(faults);
    }
}
