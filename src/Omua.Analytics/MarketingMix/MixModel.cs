namespace Omua.Analytics;

/// <summary>A marketing mix model: which part of an outcome over time goes with which channel's spend.</summary>
public sealed record MixModel
{
    /// <summary>The channels, in the order given.</summary>
    public required IReadOnlyList<MixChannel> Channels { get; init; }

    /// <summary>Coefficients of the intercept, trend, season and controls, by name.</summary>
    public required IReadOnlyDictionary<string, double> Base { get; init; }

    /// <summary>The outcome that the model expects in each period.</summary>
    public required IReadOnlyList<double> Fitted { get; init; }

    /// <summary>1 - residual sum of squares / sum of squares about the mean.</summary>
    public required double RSquared { get; init; }

    /// <summary>Standard deviation of the residuals, in the unit of the outcome.</summary>
    public required double ResidualDeviation { get; init; }

    /// <summary>Each lift test beside the model.</summary>
    public required IReadOnlyList<LiftComparison> LiftTests { get; init; }

    /// <summary>What a reader must know, what the data cannot tell first of all.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>
    /// Fits y = intercept + trend + season + controls + sum of coefficient * saturation(carry-over(spend)), coefficients of channels 0 and above, by least squares (ridge where asked for). Transforms that are not
    /// given are searched for on a grid, then finer, one channel after the other until none improves. Intervals: residuals are resampled in blocks of consecutive periods and the whole fit, transforms included, is
    /// repeated. The coefficient of a channel with lift tests is brought together with the one that they imply, by precision, the variance of the fit raised by what both are further apart than chance allows; the rest of what goes with spend is laid to the base. Shapes: n periods by c channels; n at least
    /// 26 and twice the number of columns. Assumes additive effects, and that nothing unseen moves spend and outcome together; no observational fit can check the latter, which is why a lift test beats it.
    /// Source: Jin et al. (2017); calibration after Robyn and PyMC-Marketing; bootstrap by Kunsch (1989).
    /// </summary>
    /// <param name="input">The periods.</param>
    /// <param name="options">How; default <see cref="MixOptions"/> as they stand.</param>
    /// <exception cref="FaultException">
    /// <see cref="FaultCodes.TooFewObservations"/>, <see cref="FaultCodes.NoVariation"/>, <see cref="FaultCodes.FigureOutOfRange"/>, <see cref="FaultCodes.UnknownColumn"/> (a test of no channel here) and
    /// <see cref="FaultCodes.NotIdentified"/> where columns move together exactly.
    /// </exception>
    public static MixModel Fit(MixInput input, MixOptions? options = null) => new MixFit(input, options ?? new MixOptions()).Run();
}
