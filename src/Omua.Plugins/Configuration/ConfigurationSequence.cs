namespace Omua.Plugins.Configuration;

/// <summary>A list.</summary>
internal sealed record ConfigurationSequence(IReadOnlyList<ConfigurationNode> Items, ConfigurationOrigin Origin) : ConfigurationNode(Origin)
{
    public override string Kind => "a list";
}
