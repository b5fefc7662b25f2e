namespace Omua.Extensions.AI;

/// <summary>What a failed model list says about the connection.</summary>
internal static class ConnectionStates
{
    private const int ModelsShown = 8;

    public static LlmConnection Of(LlmException exception) => new(
        exception.Failure switch
        {
            LlmFailure.Unauthorized => LlmConnectionState.Unauthorized,
            LlmFailure.RateLimited => LlmConnectionState.RateLimited,
            LlmFailure.Unavailable or LlmFailure.Timeout => LlmConnectionState.Unreachable,
            // An address that answers, but not with a model list, is the address of something else.
            _ => LlmConnectionState.Misconfigured,
        },
        exception.Message);

    public static string MissingModel(string backend, string model, IReadOnlyCollection<string> models)
    {
        var some = string.Join(", ", models.Order(StringComparer.Ordinal).Take(ModelsShown));
        return models.Count == 0
            ? $"{backend} has no model at all; '{model}' has to be installed first"
            : $"{backend} has no model '{model}'; it has {some}{(models.Count > ModelsShown ? $" and {models.Count - ModelsShown} more" : "")}";
    }
}
