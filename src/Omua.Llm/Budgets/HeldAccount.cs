namespace Omua.Llm.Budgets;

/// <summary>An account that a call is booked on.</summary>
/// <param name="Account">The account.</param>
/// <param name="Limit">Its limit; null books without one.</param>
/// <param name="Setting">The setting that limits it, for messages.</param>
internal sealed record HeldAccount(SpendAccount Account, decimal? Limit, string Setting);
