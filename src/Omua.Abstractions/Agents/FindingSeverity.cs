namespace Omua.Abstractions;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>An opportunity: money could do more.</summary>
    Opportunity,

    /// <summary>Look at it: spend or data is probably not as it should be.</summary>
    Warning,

    /// <summary>Act on it: spend is lost now, or a figure cannot be trusted.</summary>
    Critical,
}
