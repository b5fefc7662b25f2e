namespace Omua.Cli.Shell;

/// <summary>Progress as lines on stderr, where someone watches it; silent otherwise, so that a log holds results and faults alone.</summary>
internal sealed class MessageProgress(CommandOutput output) : IProgress<string>
{
    public void Report(string value)
    {
        if (CommandOutput.IsWatched)
        {
            output.Message($"{value} ...");
        }
    }
}
