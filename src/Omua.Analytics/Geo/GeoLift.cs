namespace Omua.Analytics;

/// <summary>What was done in some places, held against what the others let expect of them.</summary>
public sealed record GeoLift
{
    /// <summary>Weight of each place that was left alone, those above 0; they sum to 1.</summary>
    public required IReadOnlyDictionary<string, double> Weights { get; init; }

    /// <summary>The outcome of the treated places together, in each period.</summary>
    public required IReadOnlyList<double> Actual { get; init; }

    /// <summary>What the others let expect, in each period.</summary>
    public required IReadOnlyList<double> Expected { get; init; }

    /// <summary>How many periods lie before.</summary>
    public required int Before { get; init; }

    /// <summary>Outcome added over the periods after: sum of actual - expected.</summary>
    public required double Effect { get; init; }

    /// <summary>Interval of the effect by inverting the conformal test; an end is null where the test rejects nothing on that side.</summary>
    public required (double? Low, double? High) EffectInterval { get; init; }

    /// <summary>The level of the interval.</summary>
    public required double Level { get; init; }

    /// <summary>Effect / what was expected.</summary>
    public double RelativeEffect => Effect / Expected.Skip(Before).Sum();

    /// <summary>Effect / spend; null where no spend was given.</summary>
    public double? Return { get; init; }

    /// <summary>Chance of residuals after as large as these if nothing had happened, over all cyclic shifts of the periods; at least 1/periods.</summary>
    public required double ConformalP { get; init; }

    /// <summary>Share of places, the treated ones together counted as one, whose error after over error before is at least as large; at least 1/places.</summary>
    public required double PlaceboP { get; init; }

    /// <summary>Root mean square error before, as a share of the mean outcome before.</summary>
    public required double FitError { get; init; }

    /// <summary>What a reader must know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>
    /// Synthetic control: the treated places together are compared with the weighted mean of the others whose path before is nearest, weights of 0 and above that sum to 1; every place is divided by its mean before, so that
    /// large and small ones compare. Conformal p: weights are fitted over all periods under the hypothesis, and the residuals are shifted cyclically (Chernozhukov, Wüthrich and Zhu 2021, "An exact and robust conformal
    /// inference method for counterfactual and synthetic controls", JASA 116); the interval holds the constant effects that are not rejected. Placebo p: each untreated place in the treated ones' stead
    /// (Abadie, Diamond and Hainmueller 2010, JASA 105). Shapes: 10 or more periods before, 1 or more after, 2 or more untreated places. Assumes that what was done did not reach the others, and that nothing else
    /// struck the treated places alone.
    /// </summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.TooFewObservations"/>, <see cref="FaultCodes.PanelIncomplete"/>, <see cref="FaultCodes.FigureOutOfRange"/>, <see cref="FaultCodes.NoVariation"/>.</exception>
    public static GeoLift Estimate(GeoPanel panel, GeoOptions options) => new SyntheticControl(panel, options).Run();
}
