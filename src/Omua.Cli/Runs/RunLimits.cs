namespace Omua.Cli.Runs;

/// <summary>How much a run may do at once, and how long and how often it tries.</summary>
internal sealed record RunLimits(int MaxParallel, TimeSpan TaskTimeout, int Retries, TimeSpan RetryDelay, TimeSpan RetryDelayMax, bool RunsAfterFailure, bool StopsAtFailure);
