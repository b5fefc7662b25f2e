using System.CommandLine;
using System.Text.Json.Nodes;
using Omua.Cli.Runs.Playbooks;
using Omua.Cli.Shell;
using Omua.Plugins.Configuration;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow playbooks</c>: the playbooks that <c>omua run --playbook NAME</c> takes.</summary>
internal static class WorkflowPlaybooksVerb
{
    public static Command Create() => new Verb("playbooks", "List the playbooks that a run can follow")
    {
        Examples = ["omua workflow playbooks", "omua run --data exports --playbook weekly_review"],
    }.Does(Run);

    private static Task<int> Run(Invocation invocation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (rows, faults) = (new List<(string Name, int Tasks, string Description, string File)>(), new List<Fault>());
        foreach (var (name, file) in PlaybookFolder.All)
        {
            try
            {
                rows.Add((name, PlaybookFile.Read(file).Count, Description(file), file));
            }
            catch (FaultException exception)
            {
                faults.AddRange(exception.Faults);
            }
        }

        if (invocation.IsJson)
        {
            invocation.Output.Json(new JsonObject
            {
                ["playbooks"] = new JsonArray([.. rows.Select(row => (JsonNode)new JsonObject { ["name"] = row.Name, ["tasks"] = row.Tasks, ["description"] = row.Description, ["path"] = row.File })]),
            });
        }
        else
        {
            var table = new TextTable("playbook", "tasks", "what it is for", "file").Right(1);
            foreach (var row in rows)
            {
                table.Add(row.Name, $"{row.Tasks}", row.Description, row.File);
            }

            invocation.Output.Table(table);
        }

        invocation.Output.Warn(faults);
        return Task.FromResult(ExitCode.Done);
    }

    private static string Description(string file) =>
        Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml" && YamlReader.ReadNode(file) is ConfigurationMapping root && root.Find("description")?.Node is ConfigurationScalar { Text: { } text } ? text : "";
}
