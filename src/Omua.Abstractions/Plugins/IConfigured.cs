namespace Omua.Abstractions;

/// <summary>A plugin with typed options. The host binds and validates the section before <see cref="IPlugin.InitializeAsync"/>, and writes the JSON Schema for editors from the type.</summary>
/// <typeparam name="TOptions">A class with a parameterless constructor and settable or init-only properties; <c>ApiKey</c> binds from <c>api_key</c>. Defaults stand on the properties; <c>required</c> ones must be configured.</typeparam>
public interface IConfigured<TOptions> where TOptions : class
{
    /// <summary>Called once, before <see cref="IPlugin.InitializeAsync"/>, with the bound options.</summary>
    void Configure(TOptions options);
}
