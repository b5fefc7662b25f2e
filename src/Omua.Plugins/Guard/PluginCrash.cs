namespace Omua.Plugins.Guard;

/// <summary>One crash of one plugin.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Hash">Content of the plugin that crashed: a changed file starts afresh.</param>
/// <param name="Code">The fault code.</param>
/// <param name="Message">What happened.</param>
internal sealed record PluginCrash(DateTimeOffset At, string Hash, string Code, string Message)
{
    /// <summary>False where another plugin may have been the one.</summary>
    public bool IsSure => Code != FaultCodes.PluginSuspected;
}
