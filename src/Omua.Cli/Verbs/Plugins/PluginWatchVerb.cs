using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Plugins.Watching;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin watch</c>: keeps plugins running while they are edited and says what came of each save. Ends with Ctrl+C.</summary>
internal static class PluginWatchVerb
{
    private static readonly Argument<string?> What = new("what")
    {
        Description = "A folder of plugins, a plugin's file or folder, or a plugin's name (default: your own and this project's plugins)", Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var verb = new Verb("watch", "Reload plugins as they are saved; what is wrong with one is said in place, and the last good version goes on")
        {
            Examples = ["omua plugin watch", "omua plugin watch ./plugins", "omua plugin watch my_agent --json"],
        };
        verb.Add(What);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        await using var subject = await PluginWatchSubject.FindAsync(application, invocation.Get(What), cancellationToken);
        IPluginWatchReport report = invocation.IsJson ? new PluginWatchJson(invocation.Output, application.Time) : new PluginWatchText(invocation.Output, application.Time);
        report.Begins(subject.What);
        await subject.OpenStoreAsync(application, invocation.Output, cancellationToken);
        await foreach (var change in new PluginWatch(subject.Manager, subject.Options, subject.Watches).RunAsync(cancellationToken))
        {
            report.Tell(change);
        }

        return ExitCode.Done;
    }
}
