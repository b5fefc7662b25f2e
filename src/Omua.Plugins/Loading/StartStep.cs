namespace Omua.Plugins.Loading;

/// <summary>A step on the way from a plugin's file to its first call, and what its failing means.</summary>
internal sealed record StartStep(string Code, string What, string Fix)
{
    public static readonly StartStep Load = new(FaultCodes.PluginDoesNotLoad, "does not load", "Build it with EnableDynamicLoading, and for the contracts of this version");

    public static readonly StartStep Construct = new(
        FaultCodes.PluginConstructorFailed, "threw in its constructor", "Correct the line; start work in InitializeAsync instead") { TimedOutCode = FaultCodes.PluginConstructorTimedOut, TimedOut = "was not constructed" };

    public static readonly StartStep Identify = new(
        FaultCodes.PluginIdentityInvalid, "threw when it was asked for its name, version, type or description", "Return literals from Name, Version, Type and Description");

    public static readonly StartStep Configure = new(FaultCodes.PluginOptionsInvalid, "does not take its options", "Correct its section; omua config validate lists all faults");

    public static readonly StartStep Initialize = new(FaultCodes.PluginInitializeFailed, "refused to start", "The message is the plugin's own: correct its settings or its code");

    public string TimedOutCode { get; private init; } = FaultCodes.PluginInitializeTimedOut;

    public string TimedOut { get; private init; } = "did not start";
}
