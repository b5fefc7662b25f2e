namespace Omua.Llm.Tracing;

/// <summary>The names of OpenTelemetry's conventions for generative AI that are used here, and our own beside them. They are still moving: all of them stand in this file.</summary>
internal static class GenAiNames
{
    public const string Source = "Omua.Llm";

    public const string Chat = "chat";
    public const string Operation = "gen_ai.operation.name";
    public const string Provider = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string RequestMaxTokens = "gen_ai.request.max_tokens";
    public const string RequestTemperature = "gen_ai.request.temperature";
    public const string RequestStream = "gen_ai.request.stream";
    public const string ResponseModel = "gen_ai.response.model";
    public const string FinishReasons = "gen_ai.response.finish_reasons";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string CachedTokens = "gen_ai.usage.cache_read.input_tokens";
    public const string CacheWriteTokens = "gen_ai.usage.cache_creation.input_tokens";
    public const string InputMessages = "gen_ai.input.messages";
    public const string OutputMessages = "gen_ai.output.messages";
    public const string ErrorType = "error.type";

    public const string TokenUsage = "gen_ai.client.token.usage";
    public const string TokenType = "gen_ai.token.type";
    public const string Duration = "gen_ai.client.operation.duration";

    public const string RunId = "omua.run.id";
    public const string TaskId = "omua.task.id";
    public const string Cost = "omua.llm.cost";
    public const string Currency = "omua.llm.currency";
}
