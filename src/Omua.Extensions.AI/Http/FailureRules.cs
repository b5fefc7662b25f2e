using System.Net;

namespace Omua.Extensions.AI;

/// <summary>The class of a failure from its status, and where statuses are ambiguous from the provider's own code or words.</summary>
internal static class FailureRules
{
    private const HttpStatusCode Overloaded = (HttpStatusCode)529;

    private static readonly string[] TooLong =
        ["context_length_exceeded", "maximum context length", "prompt is too long", "context window", "context length", "available context size", "exceeds the context"];

    private static readonly string[] OutOfCredit = ["insufficient_quota", "billing", "credit balance"];

    public static LlmFailure Of(HttpStatusCode status, ProviderError error) => status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity when Says(error, TooLong) => LlmFailure.ContextTooLong,
        HttpStatusCode.BadRequest when Says(error, ["content_filter", "content_policy"]) => LlmFailure.ContentFiltered,
        // No key works until somebody pays: the same as a refused one, and waiting does not help.
        HttpStatusCode.BadRequest or HttpStatusCode.TooManyRequests when Says(error, OutOfCredit) => LlmFailure.Unauthorized,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.PaymentRequired => LlmFailure.Unauthorized,
        HttpStatusCode.NotFound => LlmFailure.ModelNotFound,
        HttpStatusCode.RequestTimeout => LlmFailure.Timeout,
        HttpStatusCode.RequestEntityTooLarge => LlmFailure.ContextTooLong,
        HttpStatusCode.TooManyRequests => LlmFailure.RateLimited,
        HttpStatusCode.Conflict or Overloaded or >= HttpStatusCode.InternalServerError => LlmFailure.Unavailable,
        _ => LlmFailure.InvalidRequest,
    };

    private static bool Says(ProviderError error, string[] words) =>
        words.Any(word => error.Code.Contains(word, StringComparison.OrdinalIgnoreCase) || error.Message.Contains(word, StringComparison.OrdinalIgnoreCase));
}
