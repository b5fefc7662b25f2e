using System.CommandLine;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Workflows;

/// <summary><c>omua workflow</c>: runs as the journal has them. Each verb is a file of its own.</summary>
internal static class WorkflowVerb
{
    public static Command Create() => new Verb("workflow", "Create, execute, resume, retry, list, show, answer, cancel, export and schedule runs")
    {
        WorkflowCreateVerb.Create(),
        WorkflowExecuteVerb.Create(),
        WorkflowResumeVerb.Create(),
        WorkflowRetryVerb.Create(),
        WorkflowListVerb.Create(),
        WorkflowPlaybooksVerb.Create(),
        WorkflowStatusVerb.Create(),
        WorkflowAnswerVerb.Approve(),
        WorkflowAnswerVerb.Reject(),
        WorkflowCancelVerb.Create(),
        WorkflowExportVerb.Create(),
        WorkflowImportVerb.Create(),
        ScheduleVerb.Create(),
    };
}
