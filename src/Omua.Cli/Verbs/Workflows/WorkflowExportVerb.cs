using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Engine.Exporting;
using Omua.Engine.Running;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow export</c>: the journal of a run as a file that another store can take in.</summary>
internal static class WorkflowExportVerb
{
    private static readonly Argument<string> Run = RunArgument.Required();

    private static readonly Option<string?> Out = new("--out") { Description = "File to write (default: RUN.omua-run)", HelpName = "FILE" };

    public static Command Create()
    {
        var verb = new Verb("export", "Write the whole journal of a run to a file, each line with the hash of all before it") { Examples = ["omua workflow export RUN", "omua workflow export RUN --out run.jsonl"] };
        verb.Add(Run);
        verb.Add(Out);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var store = await application.StorageAsync(cancellationToken);
        var run = await RunSearch.FindAsync(new RunHistory(store), invocation.Get(Run)!, cancellationToken);
        var file = Path.GetFullPath(invocation.Get(Out) ?? $"{run.RunId}.omua-run");
        var events = await WriteAsync(store, run.RunId, file, cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Output.Json(new JsonObject { ["run"] = run.RunId, ["file"] = file, ["events"] = events });
        }
        else
        {
            invocation.Output.Line($"{run.RunId}: {events} events in {file}");
        }

        return ExitCode.Done;
    }

    /// <summary>Beside the file first: an export that is cut short leaves none that looks whole.</summary>
    private static async Task<long> WriteAsync(IStorageBackend store, string runId, string file, CancellationToken cancellationToken)
    {
        var partial = $"{file}.partial";
        try
        {
            long events;
            await using (var writer = new StreamWriter(partial, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                events = await RunExport.WriteAsync(store.Journal, runId, writer, cancellationToken);
            }

            File.Move(partial, file, overwrite: true);
            return events;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw RunFiles.NotWritten(file, exception);
        }
    }
}
