namespace Omua.Abstractions;

/// <summary>A part of a list.</summary>
/// <param name="Items">The items, in the order that the list promises.</param>
/// <param name="Next">Cursor of the next page; null when this is the last. Opaque: it means something only to the store that gave it.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
