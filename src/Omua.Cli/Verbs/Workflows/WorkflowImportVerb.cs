using System.CommandLine;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Engine.Exporting;
using Omua.Engine.Journal;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow import</c>: takes a run in that was exported from this store or another.</summary>
internal static class WorkflowImportVerb
{
    private static readonly Argument<string> File = new("file") { Description = "What 'omua workflow export' wrote" };

    public static Command Create()
    {
        var verb = new Verb("import", "Take in a run that was exported, once its hashes are checked; an open one can then be resumed here") { Examples = ["omua workflow import run.jsonl"] };
        verb.Add(File);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var exported = await RunExport.ReadAsync(invocation.Get(File)!, cancellationToken);
        await using var application = Application.For(invocation);
        var (state, added) = await new RunImport(await application.StorageAsync(cancellationToken)).PutAsync(exported, cancellationToken);
        var status = WireNames.Of(state.Status);
        if (invocation.IsJson)
        {
            invocation.Output.Json(new JsonObject { ["run"] = exported.RunId, ["status"] = status, ["events"] = exported.Events.Count, ["added"] = added });
        }
        else
        {
            invocation.Output.Line(added == 0 ? $"{exported.RunId}: already here, event by event" : $"{exported.RunId}: {added} events taken in; {status}");
        }

        return ExitCode.Done;
    }
}
