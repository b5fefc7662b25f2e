using Omua.Cli.Shell;
using Omua.Testing;

namespace Omua.Cli.Verbs.Plugins;

/// <summary>Says each broken promise as soon as it is found; the rest is counted.</summary>
internal sealed class PluginTestProgress(CommandOutput output) : IProgress<CheckOutcome>
{
    public void Report(CheckOutcome value)
    {
        if (value.Status == CheckStatus.Failed)
        {
            output.Message($"failed: {value.Check.Name}: {value.Message}");
        }
    }
}
