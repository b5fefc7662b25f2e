namespace Omua.Testing;

/// <summary>The groups of checks of an LLM backend.</summary>
internal static class LlmKit
{
    public static IEnumerable<IReadOnlyList<ConformanceCheck>> Groups() =>
    [
        new PluginChecks<LlmTrial>(PluginType.LlmBackend, typeof(ILlmBackend), (plugin, token) => new LlmTrial(plugin, token)).Checks,
        new AvailabilityChecks().Checks,
        new AnswerChecks().Checks,
        new FailureChecks().Checks,
        new LlmCancellationChecks().Checks,
        new ConnectionChecks().Checks,
    ];
}
