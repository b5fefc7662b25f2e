namespace Omua.Cli.Verbs.Health;

/// <summary>One thing that <c>omua doctor</c> found.</summary>
internal sealed record HealthFinding(HealthSeverity Severity, Fault Fault);
