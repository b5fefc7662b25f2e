namespace Omua.Llm.Routing;

/// <summary>What each class of failure means for what happens next.</summary>
internal static class Failures
{
    /// <summary>The same would come of it anywhere: no retry, no other backend.</summary>
    public static bool StopsCall(LlmFailure failure) => failure is LlmFailure.InvalidRequest or LlmFailure.ContextTooLong or LlmFailure.ContentFiltered
        or LlmFailure.InvalidOutput or LlmFailure.ToolLimit;

    /// <summary>It may pass: the same backend may be asked again.</summary>
    public static bool MayPass(LlmFailure failure) => failure is LlmFailure.RateLimited or LlmFailure.Unavailable or LlmFailure.Timeout or LlmFailure.Incomplete;

    /// <summary>It speaks against the backend's health. A limit that is reached does not.</summary>
    public static bool IsIllness(LlmFailure failure) => failure is LlmFailure.Unavailable or LlmFailure.Timeout or LlmFailure.Incomplete;

    /// <summary>The provider may have worked, and billed, without telling what.</summary>
    public static bool MayBeBilled(LlmFailure failure) => failure is LlmFailure.Timeout or LlmFailure.Incomplete;

    /// <summary>It will not pass by itself: the backend is left alone for a while.</summary>
    public static bool NeedsPerson(LlmFailure failure) => failure is LlmFailure.Unauthorized or LlmFailure.ModelNotFound;
}
