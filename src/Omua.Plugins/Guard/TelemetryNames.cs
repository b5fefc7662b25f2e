namespace Omua.Plugins.Guard;

/// <summary>
/// Every name under which the host tells what plugins do, in OpenTelemetry's style. A listener subscribes to the meter and the source called <see cref="Source"/>.
/// </summary>
public static class TelemetryNames
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Source = "Omua.Plugins";

    /// <summary>Histogram, seconds: how long calls took. Its count is the number of calls; <see cref="ErrorType"/> tells failures apart.</summary>
    public const string CallDuration = "omua.plugin.call.duration";

    /// <summary>Counter, crashes: calls that had to be abandoned, exceptions that would have ended the process.</summary>
    public const string Crashes = "omua.plugin.crashes";

    /// <summary>Histogram, seconds: from the file to the first call.</summary>
    public const string LoadDuration = "omua.plugin.load.duration";

    /// <summary>Counter, reloads: <see cref="Outcome"/> is <c>reloaded</c> or <c>failed</c>.</summary>
    public const string Reloads = "omua.plugin.reloads";

    /// <summary>Attribute: the plugin's name.</summary>
    public const string Plugin = "omua.plugin.name";

    /// <summary>Attribute: <c>agent</c>, <c>llm_backend</c> or <c>storage_backend</c>.</summary>
    public const string Type = "omua.plugin.type";

    /// <summary>Attribute: the plugin's version.</summary>
    public const string Version = "omua.plugin.version";

    /// <summary>Attribute: the member of the contract that was called.</summary>
    public const string Member = "code.function.name";

    /// <summary>Attribute, where a call failed: the fault code, or the type of an exception that the contract knows.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Attribute: what came of a reload.</summary>
    public const string Outcome = "omua.plugin.outcome";
}
