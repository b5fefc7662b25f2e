namespace Omua.Analytics;

/// <summary>How well a Markov chain of one order foretells journeys that it was not fitted to.</summary>
/// <param name="Order">The order.</param>
/// <param name="LogLikelihood">Mean log-likelihood of a step of the held-out journeys; nats, the higher the better.</param>
/// <param name="StandardError">Standard error of its difference to the best order, over journeys; 0 for the best.</param>
public sealed record OrderLikelihood(int Order, double LogLikelihood, double StandardError);
