namespace Omua.Analytics;

/// <summary>
/// What a group's spend brings: outcome(x) = current outcome * (x / current spend)^b with 0 &lt; b &lt;= 1, the total that scaling every day's spend in proportion would give.
/// b is the elasticity; the marginal return is b times the average one. Units: money in, outcome (money or count) out, both for a day of the window, or for the whole export
/// where it carries no days.
/// </summary>
public sealed record ResponseCurve
{
    /// <summary>The dimension values of the group.</summary>
    public required IReadOnlyDictionary<string, string> Key { get; init; }

    /// <summary>The values of <see cref="Key"/> in one line.</summary>
    public string Label => Key.Count == 0 ? "all" : string.Join(" / ", Key.Values);

    /// <summary>The outcome: <c>revenue</c> or <c>conversions</c>.</summary>
    public required string Objective { get; init; }

    /// <summary>How many rows were used.</summary>
    public required long RowCount { get; init; }

    /// <summary>The days that the rows cover; null where there are none.</summary>
    public DateRange? Window { get; init; }

    /// <summary>Current spend: sum(cost) / days of the window, days without spend included; the whole sum where there are no days.</summary>
    public required double CurrentSpend { get; init; }

    /// <summary>Current outcome, in the same way as <see cref="CurrentSpend"/>.</summary>
    public required double CurrentOutcome { get; init; }

    /// <summary>b, the elasticity of the outcome to spend; 1 is constant return.</summary>
    public required double Exponent { get; init; }

    /// <summary>The interval of b; null where the marginal return is not identified.</summary>
    public Interval? ExponentInterval { get; init; }

    /// <summary>Carry-over: share of a day's effect that is left the day after, as it fits best; 0 where the marginal return is not identified.</summary>
    public double Decay { get; init; }

    /// <summary>Whether the rows identify the marginal return. If not, the return is taken as constant, and <see cref="Note"/> says why.</summary>
    public required bool IsIdentified { get; init; }

    /// <summary>
    /// Outcome for each unit of money used by the curve: sum(outcome) / sum(cost), drawn toward that of all groups by gamma-Poisson shrinkage where the marginal return is not identified.
    /// </summary>
    public required double AverageReturn { get; init; }

    /// <summary>The interval of <see cref="AverageReturn"/>: bootstrap, or credible where it was shrunk.</summary>
    public Interval? AverageReturnInterval { get; init; }

    /// <summary>The smallest daily spend seen, above zero; null without days.</summary>
    public double? SmallestSpend { get; init; }

    /// <summary>The largest daily spend seen; null without days.</summary>
    public double? LargestSpend { get; init; }

    /// <summary>Draws of the curve's uncertainty, in the same order for all groups fitted together.</summary>
    public required IReadOnlyList<CurveDraw> Draws { get; init; }

    /// <summary>What a reader must know: why the marginal return is not identified, or that no saturation was seen.</summary>
    public string? Note { get; init; }

    /// <summary>Return of one more unit of money at the current spend: b * average return.</summary>
    public double MarginalReturn => Exponent * AverageReturn;

    /// <summary>The interval of <see cref="MarginalReturn"/> from the draws; null where it is not identified.</summary>
    public Interval? MarginalReturnInterval =>
        IsIdentified && Draws.Count > 0 ? RobustScale.Percentiles([.. Draws.Select(draw => draw.Exponent * draw.Return)], ExponentInterval?.Level ?? 0.95) : null;

    /// <summary>The expected outcome at a spend, in the units of the curve.</summary>
    /// <exception cref="FaultException"><see cref="FaultCodes.FigureOutOfRange"/> for a negative spend.</exception>
    public double OutcomeAt(double spend) => spend >= 0
        ? Outcome(spend, AverageReturn, Exponent)
        : throw MathsFaults.OutOfRange("spend", spend, "0 and more");

    /// <summary>The expected return of one more unit of money at a spend; infinite at zero where b is below 1.</summary>
    public double MarginalAt(double spend) => Marginal(spend, new CurveDraw(AverageReturn, Exponent));

    /// <summary>Whether a spend is above every day seen, so that its outcome is an extrapolation.</summary>
    public bool IsBeyondSeen(double spend) => LargestSpend is { } largest && spend > largest;

    internal double Marginal(double spend, CurveDraw draw) =>
        draw.Exponent >= 1 ? draw.Return : draw.Exponent * draw.Return * Math.Pow(spend / CurrentSpend, draw.Exponent - 1);

    /// <summary>The spend at which the marginal return has a value; for a constant return, zero or infinite.</summary>
    internal double SpendAt(double marginal, CurveDraw draw) => draw.Exponent >= 1
        ? draw.Return > marginal ? double.PositiveInfinity : 0
        : CurrentSpend * Math.Pow(draw.Exponent * draw.Return / marginal, 1 / (1 - draw.Exponent));

    internal double Outcome(double spend, double averageReturn, double exponent) =>
        CurrentSpend > 0 ? averageReturn * CurrentSpend * Math.Pow(spend / CurrentSpend, exponent) : 0;

    /// <summary>
    /// Fits a curve to each group, largest spend first. With days: E[y] = exp(c + b log a + weekday + four-week period), a the spend with what is left of the days before (geometric carry-over, its decay by profile likelihood) by Poisson pseudo-maximum likelihood, which needs no
    /// Poisson data and takes days without outcome as they are (Gourieroux, Monfort and Trognon 1984; Santos Silva and Tenreyro 2006); b held within 0.02..1 and, where asked for, drawn toward the mean of the groups by how unsure it is (empirical Bayes); intervals from
    /// a bootstrap of whole weeks. It assumes that, within four weeks and weekday, spend moves for reasons other than demand. Without days, or where spend hardly varies, the marginal
    /// return is not identified: the curve is a constant return, shrunk toward that of all groups (gamma-Poisson empirical Bayes, counts discounted by their dispersion).
    /// </summary>
    /// <param name="table">Rows with cost and the objective.</param>
    /// <param name="by">Names of the dimensions to group by.</param>
    /// <param name="options">How; default <see cref="ResponseOptions"/> as they stand.</param>
    /// <exception cref="FaultException"><see cref="FaultCodes.MissingMeasure"/>, <see cref="FaultCodes.ZeroTotal"/>, and as <see cref="GroupSeries.From"/>.</exception>
    public static IReadOnlyList<ResponseCurve> Fit(PerformanceTable table, IReadOnlyList<string> by, ResponseOptions? options = null) =>
        ResponseFit.Of(GroupSeries.From(table, by, options?.Currency), options ?? new ResponseOptions());
}
