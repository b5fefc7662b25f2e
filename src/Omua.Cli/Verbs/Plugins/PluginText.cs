using Omua.Cli.Shell;
using Omua.Plugins;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>All that is known of one plugin, as lines.</summary>
internal static class PluginText
{
    public static void Write(CommandOutput output, PluginEntry entry, IReadOnlyCollection<string> configured)
    {
        output.Heading(entry.Name);
        output.Line($"  class          {entry.Class ?? "unknown"}");
        output.Line($"  type           {PluginJson.Wire(entry.Type) ?? "unknown"}");
        output.Line($"  version        {entry.Version ?? "unknown until it is loaded"}");
        output.Line($"  description    {entry.Description}");
        output.Line($"  state          {PluginJson.Wire(entry.State)}");
        output.Line($"  source         {PluginJson.Wire(entry.Source)}");
        output.Line($"  path           {entry.Path}");
        output.Line($"  form           {entry.Form}");
        output.Line($"  hash           {entry.Hash ?? "none"}");
        output.Line($"  assembly       {entry.Assembly ?? "none"}");
        output.Line($"  configuration  plugins.{entry.Name}{(configured.Count == 0 ? ": nothing set" : $": {string.Join(", ", configured)}")}");
        foreach (var fault in entry.Faults)
        {
            output.Line($"  {FaultText.Line("fault", fault)}");
        }

        foreach (var warning in entry.Warnings)
        {
            output.Line($"  {FaultText.Line("warning", warning)}");
        }
    }
}
