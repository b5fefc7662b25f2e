namespace Omua.Abstractions;

/// <summary>A plugin's configuration cannot be used. Carries every fault, not just the first.</summary>
public sealed class PluginConfigurationException(IReadOnlyList<OptionFault> faults)
    : Exception(string.Join("; ", faults.Select(fault => $"{fault.Key} {fault.Message}")))
{
    /// <summary>What is wrong, key by key.</summary>
    public IReadOnlyList<OptionFault> Faults { get; } = faults;
}
