namespace Omua.Llm.Tests.Backends;

/// <summary>A section without keys: the tests hand over typed options.</summary>
internal sealed class EmptySection : IPluginConfiguration
{
    public IReadOnlyCollection<string> Keys => [];

    public string? this[string key] => null;

    public TOptions Bind<TOptions>() where TOptions : class => Activator.CreateInstance<TOptions>();
}
