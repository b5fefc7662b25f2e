namespace Omua.Cli.Composition;

/// <summary>What a failed call of a model means to the person at the command line.</summary>
internal static class LlmFaults
{
    public static Fault Of(LlmException exception)
    {
        var (code, fix) = CodeAndFix(exception);
        return new Fault(code, exception.Message, fix);
    }

    private static (string Code, string Fix) CodeAndFix(LlmException exception) => exception.Failure switch
    {
        LlmFailure.InvalidRequest => (FaultCodes.LlmInvalidRequest, "look at the model's name and the options"),
        LlmFailure.Unauthorized => (FaultCodes.LlmUnauthorized, "set the variable that the configuration names; 'omua llm test' checks it"),
        LlmFailure.ModelNotFound => (FaultCodes.LlmModelNotFound, "'omua llm test' names the models that there are"),
        LlmFailure.RateLimited => (FaultCodes.LlmRateLimited, exception.RetryAfter is { } wait ? $"wait {wait.TotalSeconds:0} s, or name a second backend in llm.order" : "wait, or name a second backend in llm.order"),
        LlmFailure.Timeout => (FaultCodes.LlmTimeout, "raise llm.timeouts; a model on this machine may need more"),
        LlmFailure.ContextTooLong => (FaultCodes.LlmContextTooLong, "take a model with a larger context, or less data"),
        LlmFailure.ContentFiltered => (FaultCodes.LlmContentFiltered, "word the request differently"),
        LlmFailure.Incomplete => (FaultCodes.LlmIncomplete, "call again; 'omua llm test' checks the connection"),
        LlmFailure.BudgetExceeded => (FaultCodes.LlmBudgetExceeded, "raise llm.budget, or write the model's price under llm.prices"),
        LlmFailure.InvalidOutput => (FaultCodes.LlmInvalidOutput, "take a model that follows schemas"),
        LlmFailure.ToolLimit => (FaultCodes.LlmToolLimit, "raise llm.tool_rounds, or take another model"),
        _ => (FaultCodes.LlmUnavailable, "'omua llm test' checks the connection"),
    };
}
