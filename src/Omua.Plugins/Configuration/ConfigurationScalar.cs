namespace Omua.Plugins.Configuration;

/// <summary>One value.</summary>
/// <param name="Text">The value with references replaced; null where nothing is written, or where a reference leads nowhere.</param>
/// <param name="Origin">Where it stands.</param>
internal sealed record ConfigurationScalar(string? Text, ConfigurationOrigin Origin) : ConfigurationNode(Origin)
{
    /// <summary>The references in the value, without their braces: <c>env:API_KEY</c>. A value with any is masked.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Whether it was written without quotes, so that a number is meant as one.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Why the value is not there although something is written; null where all is well.</summary>
    public Fault? Unresolved { get; init; }

    public override string Kind => "a single value";
}
