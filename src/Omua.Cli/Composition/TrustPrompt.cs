using Omua.Cli.Shell;

namespace Omua.Cli.Composition;

/// <summary>
/// Asks at a terminal whether a folder's plugins may run, before a verb that would run them. Where nobody can answer, nothing is asked and nothing runs:
/// the verb says what is not trusted.
/// </summary>
internal static class TrustPrompt
{
    public static void Ask(Application application, Invocation invocation)
    {
        if (Console.IsInputRedirected || !CommandOutput.IsWatched || invocation.IsJson || invocation.Trust)
        {
            return;
        }

        foreach (var folder in application.Installer.UntrustedFolders())
        {
            invocation.Output.Message($"{folder}: its plugins are not trusted, so none of their code runs.");
            invocation.Output.Message("Whatever stands there may run as you, now and later. Trust this folder? [y/N]");
            var answer = Console.ReadLine()?.Trim();
            if (answer is "y" or "Y" or "yes")
            {
                application.Trust(folder);
                invocation.Output.Message($"trusted; 'omua plugin trust {folder}' also records what is there in omua.lock");
            }
        }
    }
}
