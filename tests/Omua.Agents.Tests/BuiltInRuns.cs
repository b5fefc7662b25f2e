using Omua.Testing;

namespace Omua.Agents.Tests;

/// <summary>A run as the command line would start it: the whole cast takes part.</summary>
internal static class BuiltInRuns
{
    public static ContextData Market { get; } = SampleRuns.Market() with { Agents = [new("user_acquisition"), new("paid_search"), new("paid_social"), new("display"), new("budget")] };
}
