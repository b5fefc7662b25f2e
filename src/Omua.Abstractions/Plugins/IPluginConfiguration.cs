namespace Omua.Abstractions;

/// <summary>The configuration section of one plugin, with <c>${env:}</c> and <c>${file:}</c> references already replaced. Keys are snake_case.</summary>
public interface IPluginConfiguration
{
    /// <summary>The value at a key, or null. Nested keys are joined by a colon: <c>limits:daily</c>.</summary>
    string? this[string key] { get; }

    /// <summary>The keys at the top of the section.</summary>
    IReadOnlyCollection<string> Keys { get; }

    /// <summary>
    /// The section as typed options. Throws <see cref="PluginConfigurationException"/> that lists every fault at once: unknown keys, wrong types, missing values,
    /// and what <see cref="IValidated.Validate"/> of the options says.
    /// </summary>
    /// <typeparam name="TOptions">A class with a parameterless constructor and settable or init-only properties; <c>ApiKey</c> binds from <c>api_key</c>.</typeparam>
    TOptions Bind<TOptions>() where TOptions : class;
}
