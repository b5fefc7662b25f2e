namespace Omua.Abstractions;

/// <summary>What a backend can do.</summary>
[Flags]
public enum LlmCapabilities
{
    /// <summary>Plain chat.</summary>
    Chat = 0,

    /// <summary>Real streaming, piece by piece.</summary>
    Streaming = 1,

    /// <summary>Tool calls.</summary>
    Tools = 2,

    /// <summary>Answers that follow a JSON Schema.</summary>
    StructuredOutput = 4,
}
