using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Plugins.Installing;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin add</c>: brings a plugin in, whatever form it has. Runs no plugin.</summary>
internal static class PluginAddVerb
{
    private static readonly Argument<string> Source = new("source") { Description = "A .cs file, a folder (sources, a project, a built assembly), a .nupkg, or a package: Name or Name@1.2.3" };

    private static readonly Option<bool> Project = new("--project") { Description = "Add it to this project's ./plugins instead of your own" };

    private static readonly Option<bool> Replace = new("--replace") { Description = "Put it in the place of one that is there already" };

    public static Command Create()
    {
        var verb = new Verb("add", "Add a plugin from a file, a folder or a package")
        {
            Examples = ["omua plugin add spend_alarm.cs", "omua plugin add ./MyPlugin --project", "omua plugin add MyPlugin.1.2.0.nupkg", "omua plugin add My.Plugin@1.2.0 --replace"],
        };
        verb.Add(Source);
        verb.Add(Project);
        verb.Add(Replace);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.ForLook(invocation);
        var request = new AddRequest(invocation.Get(Source)!) { ToProject = invocation.Get(Project), Replace = invocation.Get(Replace) };
        var added = await application.Installer.AddAsync(request, cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(writer => InstallJson.Write(writer, "added", added.Path, added.Names, added.Packages, added.Lock));
            return ExitCode.Done;
        }

        invocation.Output.Line($"added {string.Join(", ", added.Names)}: {added.Path}");
        if (added.Packages.Count > 0)
        {
            invocation.Output.Line($"with {string.Join(", ", added.Packages)}");
        }

        if (added.Lock.Count == 0 && request.ToProject)
        {
            invocation.Output.Line($"it runs once the folder is trusted: omua plugin trust {Path.GetDirectoryName(added.Path)}");
        }

        return ExitCode.Done;
    }
}
