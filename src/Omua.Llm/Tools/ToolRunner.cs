using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Omua.Llm.Calling;
using Omua.Llm.Guarding;
using Omua.Llm.Schemas;

namespace Omua.Llm.Tools;

/// <summary>Runs one call of a tool. Whatever comes of it becomes a message to the model: a wrong argument, a missing approval and a failure too.</summary>
internal sealed class ToolRunner(MessageGuard guard, ToolApprovals approvals)
{
    private const int LargestResult = 64 * 1024;

    /// <summary>For a model to read: escapes would cost tokens and hide the words.</summary>
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<LlmMessage> RunAsync(LlmToolCall call, IReadOnlyList<LlmTool> tools, LlmRun run, CancellationToken cancellationToken)
    {
        var outcome = await OutcomeAsync(call, tools, run, cancellationToken).ConfigureAwait(false);
        return guard.Apply(new LlmMessage(LlmRole.Tool, Cut(outcome?.ToJsonString(Readable) ?? "null")) { ToolCallId = call.Id });
    }

    private async Task<JsonNode?> OutcomeAsync(LlmToolCall call, IReadOnlyList<LlmTool> tools, LlmRun run, CancellationToken cancellationToken)
    {
        if (tools.FirstOrDefault(tool => tool.Name == call.Name) is not { Invoke: { } invoke } tool)
        {
            return Error($"there is no tool '{call.Name}'; there are {string.Join(", ", tools.Select(each => each.Name))}");
        }

        var faults = JsonSchema.Validate(call.Arguments, tool.ParametersSchema);
        if (faults.Count > 0)
        {
            return Error($"the arguments do not fit: {string.Join("; ", faults)}");
        }

        if (!tool.IsReadOnly && await approvals.TakeAsync(run, call, cancellationToken).ConfigureAwait(false) is { } missing)
        {
            return Error(missing);
        }

        try
        {
            return await invoke((JsonObject)call.Arguments.DeepClone(), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            // Border: the plugin's own code. The model is told in a line and may go on without it.
            return Error($"{call.Name} failed: {exception.Message}");
        }
    }

    private static JsonObject Error(string message) => new() { ["error"] = message };

    private static string Cut(string json) =>
        Encoding.UTF8.GetByteCount(json) <= LargestResult ? json : json[..(LargestResult / 4)] + $"… (cut: a result holds at most {LargestResult / 1024} kB)";
}
