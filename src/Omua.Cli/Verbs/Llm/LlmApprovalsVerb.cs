using System.CommandLine;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Llm.Tools;

namespace Omua.Cli.Verbs.Llm;

/// <summary><c>omua llm approvals</c>: calls of tools that change something, and a person's decision on them.</summary>
internal static class LlmApprovalsVerb
{
    private static readonly Option<string?> Approve = new("--approve") { Description = "Let this call run, once, in this plan and with these arguments", HelpName = "ID" };
    private static readonly Option<string?> Refuse = new("--refuse") { Description = "Never let this call run", HelpName = "ID" };

    public static Command Create()
    {
        var verb = new Verb("approvals", "List calls of tools that wait for a person, and decide")
        {
            Examples = ["omua llm approvals", "omua llm approvals --approve 3f2a9c", "omua llm approvals --refuse 3f2a9c --json"],
        };
        verb.Add(Approve);
        verb.Add(Refuse);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        await using var application = Application.For(invocation);
        var documents = (await application.StorageAsync(cancellationToken)).Documents;
        if (invocation.Get(Approve) is { } approved)
        {
            await DecideAsync(application, documents, approved, ToolApprovalState.Approved, cancellationToken);
        }

        if (invocation.Get(Refuse) is { } refused)
        {
            await DecideAsync(application, documents, refused, ToolApprovalState.Refused, cancellationToken);
        }

        var approvals = (await documents.ListAsync(ToolApprovals.Collection, limit: 1000, cancellationToken: cancellationToken)).Items
            .Select(document => (Id: document.Key, Approval: ToolApproval.Read(document.Json))).OrderBy(each => each.Approval.RequestedAt).ToList();
        if (invocation.IsJson)
        {
            invocation.Output.Json(FigureJson.Of(approvals, each =>
            {
                var fields = (JsonObject)JsonNode.Parse(each.Approval.ToJson())!;
                fields.Insert(0, "id", each.Id);
                return fields;
            }));
            return ExitCode.Done;
        }

        var table = new TextTable("id", "state", "run", "task", "call");
        foreach (var (id, approval) in approvals)
        {
            table.Add(id, FigureJson.Wire(approval.State), approval.RunId, approval.TaskId, $"{approval.Tool} {approval.Arguments.ToJsonString()}");
        }

        invocation.Output.Table(table);
        return ExitCode.Done;
    }

    private static async Task DecideAsync(Application application, IDocumentStore documents, string id, ToolApprovalState state, CancellationToken cancellationToken)
    {
        var found = (await documents.ListAsync(ToolApprovals.Collection, id, 2, cancellationToken: cancellationToken)).Items;
        if (id.Length == 0 || found.Count != 1 || ToolApproval.Read(found[0].Json) is not { State: ToolApprovalState.Pending } approval)
        {
            throw new FaultException(new Fault(
                FaultCodes.UnknownApproval, found.Count > 1 ? $"several approvals begin with '{id}'" : $"no approval '{id}' waits for a decision", "'omua llm approvals' lists them"));
        }

        // The audit trail first: a decision that took effect is never missing there.
        await application.NoteAsync(state == ToolApprovalState.Approved ? "approved" : "rejected", $"tool call {found[0].Key}", cancellationToken: cancellationToken);
        await documents.PutAsync(ToolApprovals.Collection, found[0].Key, (approval with { State = state }).ToJson(), found[0].Version, cancellationToken);
    }
}
