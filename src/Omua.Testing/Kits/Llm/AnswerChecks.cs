using System.Text;

namespace Omua.Testing;

/// <summary>Answers of a provider that works.</summary>
internal sealed class AnswerChecks : LlmChecks
{
    public AnswerChecks()
        : base("llm.answer", nameof(ILlmBackend.GenerateAsync), nameof(ILlmBackend.ChatAsync), nameof(ILlmBackend.StreamAsync))
    {
        Answering("of a prompt has text, usage, a model and a reason", async (trial, backend) => Whole(await backend.GenerateAsync("Say yes.", LlmTrial.Short, trial.Ended)));
        Answering("of a conversation has text, usage, a model and a reason", async (trial, backend) => Whole(await backend.ChatAsync(LlmTrial.Question, LlmTrial.Short, trial.Ended)));
        Answering("without options has text, usage, a model and a reason", async (trial, backend) => Whole(await backend.ChatAsync([LlmMessage.User("Say yes.")], null, trial.Ended)));
        Answering("goes on in a conversation with what was said", async (trial, backend) =>
            Whole(await backend.ChatAsync([LlmMessage.User("Say yes."), LlmMessage.Assistant("Yes."), LlmMessage.User("Once more.")], LlmTrial.Short, trial.Ended)));
        Answering("takes text of all scripts", async (trial, backend) => Whole(await backend.ChatAsync([LlmMessage.User("用户 اكتساب 👩‍👩‍👧‍👦 \"{}\\\n\u2028 Äußerung")], LlmTrial.Short, trial.Ended)));
        Answering("comes to four callers at once", async (trial, backend) =>
        {
            foreach (var response in await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => backend.ChatAsync(LlmTrial.Question, LlmTrial.Short, trial.Ended)))))
            {
                Whole(response);
            }
        });
        Answering("in a stream ends with one reason and the usage, on the last piece alone", async (trial, backend) =>
        {
            var updates = await trial.StreamAsync(backend);
            Expect.That(updates.Count > 0, "the stream was empty");
            Expect.That(updates[..^1].TrueForAll(update => update.FinishReason is null && update.Usage is null), "a piece before the last carries a finish reason or usage");
            Expect.That(updates[^1] is { FinishReason: not null, Usage: not null }, "the last piece lacks its finish reason or usage");
            Used(updates[^1].Usage!);
            Expect.That(updates.Exists(update => update.Content.Length > 0) || updates.Exists(update => update.ToolCalls.Count > 0), "the stream has no content");
        });
        Answering("in a stream is what a chat answers", async (trial, backend) =>
        {
            var (first, second) = (await backend.ChatAsync(LlmTrial.Question, LlmTrial.Short, trial.Ended), await backend.ChatAsync(LlmTrial.Question, LlmTrial.Short, trial.Ended));
            var updates = await trial.StreamAsync(backend);
            if (first.Content == second.Content)
            {
                Expect.Equal(first.Content, updates.Aggregate(new StringBuilder(), (text, update) => text.Append(update.Content)).ToString(), "the text of the stream");
            }

            Expect.Equal(first.FinishReason, updates[^1].FinishReason, "the reason of the stream");
        });
        Answering("leaves messages and options as they are", async (trial, backend) =>
        {
            var messages = LlmTrial.Question.ToList();
            var options = LlmTrial.Short with { StopSequences = ["STOP"] };
            await backend.ChatAsync(messages, options, trial.Ended);
            Expect.Sequence(LlmTrial.Question, messages, "messages");
            Expect.Sequence(["STOP"], options.StopSequences, "stop sequences");
        });
        OverWire("to a prompt is asked for as a conversation of one message", async (trial, backend) =>
        {
            trial.Wire.Answer = WireSpy.Status(500);
            await trial.ThrownAsync("a prompt", token => backend.GenerateAsync("Say yes.", LlmTrial.Short, token));
            await trial.ThrownAsync("a conversation", token => backend.ChatAsync([LlmMessage.User("Say yes.")], LlmTrial.Short, token));
            Expect.Equal(trial.Wire.Requests[^1], trial.Wire.Requests[^2], "the requests");
        });
        OverWire("is asked for with the text that was given", async (trial, backend) =>
        {
            trial.Wire.Answer = WireSpy.Status(500);
            await trial.ThrownAsync("a conversation", token => backend.ChatAsync([LlmMessage.System("marker-system"), LlmMessage.User("marker-user")], new LlmOptions { Model = "marker-model", MaxOutputTokens = 4_321 }, token));
            var sent = trial.Wire.Requests[^1];
            foreach (var marker in new[] { "marker-system", "marker-user", "marker-model", "4321" })
            {
                Expect.That(sent.Body.Contains(marker, StringComparison.Ordinal) || sent.Path.Contains(marker, StringComparison.Ordinal), $"the request carries no '{marker}'");
            }
        });
    }

    private static void Whole(LlmResponse response)
    {
        Expect.That(response.Content.Length > 0 || response.ToolCalls.Count > 0, "the answer has no content");
        Expect.That(response.FinishReason is not LlmFinishReason.Incomplete, "the answer is incomplete");
        Expect.That(!string.IsNullOrWhiteSpace(response.Model), "the answer does not say its model");
        Used(response.Usage);
    }

    private static void Used(LlmUsage usage)
    {
        Expect.That(usage is { InputTokens: >= 0, OutputTokens: >= 0, CachedInputTokens: >= 0, CacheWriteTokens: >= 0, ReasoningTokens: >= 0 }, $"the usage has a part below zero: {usage}");
        Expect.That(usage.ReasoningTokens <= usage.OutputTokens, $"more reasoning than output: {usage}");
        Expect.That(usage.TotalTokens > 0 || usage.IsEstimated, "the usage is zero and not marked as estimated");
    }
}
