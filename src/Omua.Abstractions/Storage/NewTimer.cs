namespace Omua.Abstractions;

/// <summary>A timer to set.</summary>
/// <param name="Id">Unique in the run; 1 to 200 characters, as a run's id.</param>
/// <param name="Delay">How long from now, by the store's clock; not negative.</param>
public sealed record NewTimer(string Id, TimeSpan Delay);
