namespace Omua.Cli.Composition;

/// <summary>Where calls of models are recorded to or answered from.</summary>
/// <param name="RecordTo">File to record to; null records nothing.</param>
/// <param name="ReplayFrom">File to answer from; null asks the backends.</param>
internal sealed record LlmTape(string? RecordTo, string? ReplayFrom)
{
    public static LlmTape None { get; } = new(null, null);
}
