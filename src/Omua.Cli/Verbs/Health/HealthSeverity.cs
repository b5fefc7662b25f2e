namespace Omua.Cli.Verbs.Health;

/// <summary>How much a finding of <c>omua doctor</c> matters; the order is that of the list.</summary>
internal enum HealthSeverity
{
    /// <summary>Something does not work.</summary>
    Error,

    /// <summary>Something works less than it could; a person decides.</summary>
    Warning,
}
