using System.CommandLine;
using System.Text.Json.Nodes;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Plugins;

/// <summary><c>omua plugin new</c>: a plugin that works as it is, as one file or as a project. Runs nothing.</summary>
internal static class PluginNewVerb
{
    private static readonly Argument<string> Kind = new("type") { Description = "What it extends: agent, llm or storage" };

    private static readonly Argument<string> Name = new("name") { Description = "Its name: spend_alarm, or the class SpendAlarm" };

    private static readonly Option<bool> Project = new("--project") { Description = "A project to build and to publish as a package, in place of one file" };

    private static readonly Option<string?> Out = new("--out") { Description = "The folder to write to (default: ./plugins for a file, ./NAME for a project)", HelpName = "DIR" };

    public static Command Create()
    {
        var verb = new Verb("new", "Begin a plugin: one file in ./plugins, or a project")
        {
            Examples = ["omua plugin new agent spend_alarm", "omua plugin new llm my_gateway --project", "omua plugin new storage ledger --out ./plugins"],
        };
        Kind.AcceptOnlyFromAmong([.. PluginTemplate.Kinds]);
        verb.Add(Kind);
        verb.Add(Name);
        verb.Add(Project);
        verb.Add(Out);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var template = PluginTemplate.Of(invocation.Get(Kind)!, invocation.Get(Name)!);
        var isProject = invocation.Get(Project);
        var folder = Path.GetFullPath(invocation.Get(Out) ?? (isProject ? template.Name : "plugins"));
        var files = isProject ? template.Project(folder) : template.SingleFile(folder);
        if (files.FirstOrDefault(file => File.Exists(file.Path)) is { } there)
        {
            throw new FaultException(new Fault(FaultCodes.FileExists, "the file is there already", "choose another name, or another folder with --out") { File = there.Path });
        }

        Directory.CreateDirectory(folder);
        foreach (var file in files)
        {
            await File.WriteAllTextAsync(file.Path, file.Text, cancellationToken);
        }

        if (invocation.IsJson)
        {
            invocation.Output.Json(new JsonObject { ["name"] = template.Name, ["class"] = template.ClassName, ["written"] = new JsonArray([.. files.Select(file => (JsonNode)file.Path)]) });
            return ExitCode.Done;
        }

        foreach (var file in files)
        {
            invocation.Output.Line($"{file.Path} is written");
        }

        invocation.Output.Line(isProject
            ? $"next: dotnet pack {folder} -c Release, then omua plugin add the package; its settings are {template.Name} under plugins: in omua.yaml"
            : $"next: omua plugin watch {folder} while you edit it, omua plugin test {files[0].Path} to check it, omua plugin trust {folder} (once) to have runs use it; its settings are {template.Name} under plugins: in omua.yaml");
        return ExitCode.Done;
    }
}
