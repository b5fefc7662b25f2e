namespace Omua.Llm.Tests.Wires;

/// <summary>The usage that every scripted answer reports, in the parts that do not overlap.</summary>
internal static class WireUsage
{
    public const int Input = 10;
    public const int Cached = 8;
    public const int Written = 2;
    public const int Output = 5;
    public const int Reasoning = 3;
}
