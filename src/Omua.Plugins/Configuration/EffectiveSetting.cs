namespace Omua.Plugins.Configuration;

/// <summary>One setting that is in force, as it may be shown.</summary>
/// <param name="Key">The key with dots: <c>engine.max_parallel</c>.</param>
/// <param name="Value">The value, or <c>***</c> for a secret; null where nothing is set.</param>
/// <param name="Source"><c>file:line:column</c>, <c>environment NAME</c> or <c>default</c>.</param>
/// <param name="IsMasked">Whether the value is hidden.</param>
/// <param name="References">What the value was read from (<c>env:API_KEY</c>), never what it holds.</param>
internal sealed record EffectiveSetting(string Key, string? Value, string Source, bool IsMasked, IReadOnlyList<string> References);
