namespace Omua.Abstractions;

/// <summary>A timer to set.</summary>
/// <param name="Id">Unique in the run.</param>
/// <param name="Delay">How long from now, by the store's clock; not negative.</param>
public sealed record NewTimer(string Id, TimeSpan Delay);
