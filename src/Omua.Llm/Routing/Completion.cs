namespace Omua.Llm.Routing;

/// <summary>Takes an answer for whole only where the provider says so.</summary>
internal static class Completion
{
    public static void Check(string backend, LlmFinishReason? reason, LlmUsage usage)
    {
        switch (reason)
        {
            case null or LlmFinishReason.Incomplete:
                throw new LlmException(LlmFailure.Incomplete, $"{backend} ended its answer without saying why; a part may be missing.") { Usage = usage };
            case LlmFinishReason.ContentFilter:
                throw new LlmException(LlmFailure.ContentFiltered, $"{backend} withheld the answer.") { Usage = usage };
        }
    }
}
