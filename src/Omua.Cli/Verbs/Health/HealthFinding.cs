namespace Omua.Cli.Verbs.Health;

/// <summary>One thing that <c>omua doctor</c> found.</summary>
/// <param name="Section">What it concerns.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Fault">What is wrong, where, and what mends it.</param>
/// <param name="Plugin">The plugin that it concerns; null where it concerns none.</param>
internal sealed record HealthFinding(HealthSection Section, HealthSeverity Severity, Fault Fault, string? Plugin = null)
{
    /// <summary>The command that mends it, or that leads on where only an editor mends it; null where none does.</summary>
    public string? Command => MendingCommand.Of(Fault, Plugin);
}
