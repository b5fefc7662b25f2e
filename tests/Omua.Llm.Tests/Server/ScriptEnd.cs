namespace Omua.Llm.Tests.Server;

/// <summary>How an answer ends.</summary>
internal enum ScriptEnd
{
    /// <summary>As the protocol wants it.</summary>
    Clean,

    /// <summary>The connection closes before the last chunk.</summary>
    Cut,

    /// <summary>The connection is reset (RST) after the pieces; without pieces before any answer.</summary>
    Reset,
}
