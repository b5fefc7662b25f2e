namespace Omua.Plugins.Configuration;

/// <summary>Asks options that know their own ranges.</summary>
internal static class OptionValidation
{
    private const string Mask = "***";

    /// <summary>What they say of keys that are not faulty already. A value that could not be read left its default behind, and nothing follows from that.</summary>
    public static IEnumerable<OptionFault> Faults(IValidated options, IReadOnlyCollection<string> faulty, IReadOnlyList<string> secrets)
    {
        List<OptionFault> said;
        try
        {
            said = [.. options.Validate()];
        }
        catch (Exception) when (faulty.Count > 0)
        {
            // The options' own code, over options that are incomplete: the faults that are known already say why.
            return [];
        }

        return said.Where(fault => !faulty.Any(key => IsPart(key, fault.Key) || IsPart(fault.Key, key)))
            .Select(fault => fault with { Message = secrets.Aggregate(fault.Message, (text, secret) => text.Replace(secret, Mask, StringComparison.Ordinal)) });
    }

    /// <summary>The values in a section that must not be quoted.</summary>
    public static IReadOnlyList<string> Secrets(ConfigurationMapping section, IReadOnlyList<OptionProperty> properties) =>
    [
        .. section.Entries.Where(entry => entry.Node is ConfigurationScalar { References.Count: > 0 } || SecretName.Matches(entry.Key) || properties.Any(each => each.Key == entry.Key && each.IsSecret))
            .Select(entry => (entry.Node as ConfigurationScalar)?.Text).OfType<string>().Where(text => text.Length > 0),
    ];

    private static bool IsPart(string whole, string part) => part == whole || part.StartsWith(whole + ":", StringComparison.Ordinal);
}
