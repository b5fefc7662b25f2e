namespace Omua.Plugins.Configuration;

/// <summary>Finds the values of a tree that are secrets.</summary>
internal static class SecretValues
{
    public static IEnumerable<string> Of(ConfigurationNode node, bool isInSecret = false) => node switch
    {
        ConfigurationMapping mapping => mapping.Entries.SelectMany(entry => Of(entry.Node, isInSecret || SecretName.Matches(entry.Key))),
        ConfigurationSequence sequence => sequence.Items.SelectMany(item => Of(item, isInSecret)),
        ConfigurationScalar { Text: { Length: > 0 } text } scalar when isInSecret || scalar.References.Count > 0 => [text],
        _ => [],
    };
}
