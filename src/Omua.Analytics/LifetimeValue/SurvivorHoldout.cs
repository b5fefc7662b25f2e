namespace Omua.Analytics;

/// <summary>How a shifted beta-geometric fitted to the first periods fared on the last ones.</summary>
/// <param name="PeriodsFitted">Renewals that it was fitted to.</param>
/// <param name="Periods">Renewals that it was judged by.</param>
/// <param name="Actual">Customers left after the last renewal.</param>
/// <param name="Predicted">Customers foretold to be left then.</param>
/// <param name="MeanAbsoluteError">Mean distance over the renewals judged; customers.</param>
public sealed record SurvivorHoldout(int PeriodsFitted, int Periods, double Actual, double Predicted, double MeanAbsoluteError)
{
    /// <summary>Fits to the first two thirds of the renewals and judges by the rest; null below 5 renewals, or where nobody left in those that it is fitted to.</summary>
    /// <param name="survivors">As <see cref="ShiftedBetaGeometric.Fit"/> takes them.</param>
    public static SurvivorHoldout? Of(IReadOnlyList<double> survivors)
    {
        var renewals = survivors.Count - 1;
        var fitted = renewals - Math.Max(1, renewals / 3);
        if (renewals < 5 || survivors[0] == survivors[fitted])
        {
            return null;
        }

        var model = ShiftedBetaGeometric.Fit([.. survivors.Take(fitted + 1)]);
        var predicted = Enumerable.Range(fitted + 1, renewals - fitted).Select(period => survivors[0] * model.Survival(period)).ToList();
        return new SurvivorHoldout(fitted, renewals - fitted, survivors[^1], predicted[^1], predicted.Zip(survivors.Skip(fitted + 1), (one, other) => Math.Abs(one - other)).Average());
    }

    /// <summary><c>{"periods_fitted", "periods", "actual", "predicted", "mean_absolute_error"}</c>.</summary>
    public System.Text.Json.Nodes.JsonObject ToJson() => new()
    {
        ["periods_fitted"] = PeriodsFitted, ["periods"] = Periods, ["actual"] = FigureNode.Number(Actual), ["predicted"] = FigureNode.Number(Predicted), ["mean_absolute_error"] = FigureNode.Number(MeanAbsoluteError),
    };
}
