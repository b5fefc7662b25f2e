using System.Security.Cryptography;
using System.Text;
using Omua.Llm.Calling;

namespace Omua.Llm.Tools;

/// <summary>
/// Approvals of calls that do more than read. One is bound to the plan's hash, the task, the tool and the exact arguments, and is good for one execution: a changed
/// plan or a changed number asks anew.
/// </summary>
internal sealed class ToolApprovals(IDocumentStore? documents, TimeProvider time)
{
    public const string Collection = "llm.approvals";

    /// <summary>Uses an approval up.</summary>
    /// <returns>Null when there was one; else what the model is told.</returns>
    public async Task<string?> TakeAsync(LlmRun run, LlmToolCall call, CancellationToken cancellationToken)
    {
        if (documents is null || run.TaskId.Length == 0)
        {
            return $"{call.Name} changes something and needs an approval, which is only possible in a task of a stored run; nothing was done";
        }

        var key = KeyOf(run, call);
        try
        {
            if (await documents.GetAsync(Collection, key, cancellationToken).ConfigureAwait(false) is not { } document)
            {
                var request = new ToolApproval(ToolApprovalState.Pending, run.RunId, run.PlanHash, run.TaskId, call.Name, call.Arguments, time.GetUtcNow());
                await documents.PutAsync(Collection, key, request.ToJson(), 0, cancellationToken).ConfigureAwait(false);
                return Waiting(call, key);
            }

            var approval = ToolApproval.Read(document.Json);
            switch (approval.State)
            {
                case ToolApprovalState.Approved:
                    // Taken before the call: a crash in between costs an approval, never a second execution.
                    await documents.PutAsync(Collection, key, (approval with { State = ToolApprovalState.Used }).ToJson(), document.Version, cancellationToken).ConfigureAwait(false);
                    return null;
                case ToolApprovalState.Refused:
                    return $"a person refused this call of {call.Name}; nothing was done";
                case ToolApprovalState.Used:
                    return $"this call of {call.Name} was approved once and was carried out; nothing was done again";
                default:
                    return Waiting(call, key);
            }
        }
        catch (StorageException exception) when (exception.Failure == StorageFailure.Conflict)
        {
            return $"this call of {call.Name} is being decided elsewhere; nothing was done";
        }
    }

    /// <summary>What an approval is bound to. Keys are sorted, so that the order in which a model writes arguments does not matter.</summary>
    public static string KeyOf(LlmRun run, LlmToolCall call)
    {
        var bound = new JsonArray(run.RunId, run.PlanHash, run.TaskId, call.Name, CanonicalJson.Of(call.Arguments));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(bound.ToJsonString())))[..24];
    }

    private static string Waiting(LlmToolCall call, string key) =>
        $"{call.Name} changes something and waits for a person's approval ({key}); nothing was done. Go on without it";
}
