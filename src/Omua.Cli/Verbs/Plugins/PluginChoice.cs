using Omua.Plugins;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>The plugin that a person names, by its name or its class.</summary>
internal static class PluginChoice
{
    public static PluginEntry Of(IReadOnlyList<PluginEntry> entries, string name) =>
        entries.FirstOrDefault(each => each.Name == name) ?? entries.FirstOrDefault(each => each.Class == name)
        ?? throw new FaultException(new Fault(
            FaultCodes.PluginUnknown,
            $"there is no plugin '{name}'",
            NearestName.Of(name, entries.Select(each => each.Name)) is { } near ? $"did you mean '{near}'? 'omua plugin list' shows all" : "'omua plugin list' shows all"));
}
