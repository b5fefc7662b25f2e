using Omua.Cli.Shell;
using Omua.Plugins.Installing;

namespace Omua.Cli.Composition;

/// <summary>
/// Asks at a terminal whether a folder's plugins may run, before a verb that would run them. Where nobody can answer, nothing is asked and nothing runs:
/// the verb says what is not trusted. A yes is what <c>plugin trust</c> is: recorded, and what is there now goes into <c>omua.lock</c>.
/// </summary>
internal static class TrustPrompt
{
    /// <summary>More names do not make the decision easier.</summary>
    private const int NamesShown = 8;

    public static void Ask(Application application, Invocation invocation)
    {
        if (Console.IsInputRedirected || !CommandOutput.IsWatched || invocation.IsJson || invocation.Trust)
        {
            return;
        }

        foreach (var folder in application.Installer.UntrustedFolders())
        {
            foreach (var line in Question(folder))
            {
                invocation.Output.Message(line);
            }

            if (Console.ReadLine()?.Trim() is "y" or "Y" or "yes")
            {
                Trust(application, invocation, folder.Directory);
            }
            else
            {
                invocation.Output.Message("not trusted: none of them runs");
            }
        }
    }

    private static IEnumerable<string> Question(UntrustedFolder folder)
    {
        var names = folder.Plugins.Select(path => Directory.Exists(path) ? Path.GetFileName(path) + Path.DirectorySeparatorChar : Path.GetFileName(path)).ToList();
        var more = names.Count - NamesShown;
        yield return $"{folder.Directory} is not trusted. It holds {string.Join(", ", names.Take(NamesShown))}{(more > 0 ? $" and {more} more" : "")}";
        yield return "Trust means: whatever stands in this folder may run as you, now and later, with your files, your network and your keys. What is there now is recorded in omua.lock.";
        yield return "Read the code first. Trust this folder? [y/N]";
    }

    private static void Trust(Application application, Invocation invocation, string folder)
    {
        application.Trust(folder);

        // The person has just been waited for, and nothing of a plugin may run before it is recorded: there is nothing else to do meanwhile.
        var changes = Task.Run(() => application.Installer.RecordAsync(folder)).GetAwaiter().GetResult();
        invocation.Output.Message($"trusted: its plugins may run from now on; take it back with: omua plugin trust --revoke {folder}");
        foreach (var change in changes)
        {
            invocation.Output.Message($"{change.LockFile}: {change.Path}: {change.What}");
        }
    }
}
