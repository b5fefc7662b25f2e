namespace Omua.Plugins.Tests.Forms;

/// <summary>A plugin that passes every check and fails when it starts: its source, its section, and what has to be said of it.</summary>
/// <param name="Code">The fault's code.</param>
/// <param name="Says">Words in the message or the fix.</param>
/// <param name="Source">The source.</param>
internal sealed record BadStart(string Code, string Says, string Source)
{
    /// <summary>Lines below the plugin's name in <c>omua.yaml</c>.</summary>
    public string Section { get; init; } = "";

    /// <summary>The line of its source that has to be named; 0 where it is the section's, which has to be named then.</summary>
    public int? Line { get; init; }
}
