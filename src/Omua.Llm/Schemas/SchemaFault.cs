namespace Omua.Llm.Schemas;

/// <summary>One thing that does not fit.</summary>
/// <param name="Path">Where: <c>$.tasks[2].agent</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
internal sealed record SchemaFault(string Path, string Message)
{
    public override string ToString() => $"{Path} {Message}";
}
