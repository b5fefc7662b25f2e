using System.Globalization;

namespace Omua.Analytics;

/// <summary>The least and largest amount of each group.</summary>
internal sealed class AllocationBounds
{
    private readonly IReadOnlyList<ResponseCurve> _curves;
    private readonly List<string> _contradictions = [];

    public AllocationBounds(IReadOnlyList<ResponseCurve> curves, decimal[] baselines, AllocationConstraints constraints)
    {
        _curves = curves;
        (Lows, Highs, Held) = (new double[curves.Count], new double[curves.Count], new string?[curves.Count]);
        var pooled = curves.Sum(curve => curve.AverageReturn * curve.CurrentSpend) / curves.Sum(curve => curve.CurrentSpend);
        var unit = MoneyRounding.Unit(constraints.Decimals);
        foreach (var name in constraints.Floors.Keys.Concat(constraints.Caps.Keys).Distinct(StringComparer.Ordinal).Except(curves.Select(curve => curve.Label)))
        {
            _contradictions.Add($"a floor or cap names '{name}', which is none of the groups");
        }

        for (var group = 0; group < curves.Count; group++)
        {
            var (label, baseline) = (curves[group].Label, baselines[group]);
            var reason = constraints.Held.GetValueOrDefault(label)
                ?? (constraints.Exploration is null && Unproven(curves[group], pooled, constraints.Certainty) ? "its return is not credibly apart from that of all" : null);
            var step = reason is null ? (decimal)constraints.MaximumStep : 0;
            Held[group] = reason is not null && constraints.MaximumStep > 0 ? $"held at its share: {reason}" : null;
            // Bounds are whole units of money, inside the step.
            var (low, high) = (decimal.Ceiling(baseline * (1 - step) / unit) * unit, decimal.Floor(baseline * (1 + step) / unit) * unit);
            var (floor, cap) = (constraints.Floors.GetValueOrDefault(label, 0m), constraints.Caps.GetValueOrDefault(label, decimal.MaxValue));
            if (floor > cap)
            {
                _contradictions.Add($"the floor {Text(floor)} of '{label}' is above its cap {Text(cap)}");
            }
            else if (floor > high && Held[group] is null)
            {
                _contradictions.Add($"the floor {Text(floor)} of '{label}' is above {Text(high)}, the most that the largest step allows");
            }
            else if (cap < low && Held[group] is null)
            {
                _contradictions.Add($"the cap {Text(cap)} of '{label}' is below {Text(low)}, the least that the largest step allows");
            }

            (Lows[group], Highs[group]) = ((double)Math.Min(cap, Math.Max(low, floor)), (double)Math.Max(floor, Math.Min(high, cap)));
        }
    }

    public double[] Lows { get; }

    public double[] Highs { get; }

    /// <summary>Why a group keeps its baseline; null where it may move.</summary>
    public string?[] Held { get; }

    public string? Contradiction(decimal budget)
    {
        if (_contradictions.Count > 0)
        {
            return $"infeasible: {string.Join("; ", _contradictions)}";
        }

        var (least, most) = (Lows.Sum(low => (decimal)low), Highs.Sum(high => (decimal)high));
        return least > budget ? $"infeasible: the least amounts of the {_curves.Count} groups sum to {Text(least)}, above the budget {Text(budget)}"
            : most < budget ? $"infeasible: the largest amounts of the {_curves.Count} groups sum to {Text(most)}, below the budget {Text(budget)}"
            : null;
    }

    private static bool Unproven(ResponseCurve curve, double pooled, double certainty)
    {
        if (curve.IsIdentified)
        {
            return false;
        }

        var above = curve.Draws.Count == 0 ? 0.5 : curve.Draws.Count(draw => draw.Return > pooled) / (double)curve.Draws.Count;
        return Math.Max(above, 1 - above) < certainty;
    }

    private static string Text(decimal amount) => amount.ToString("0.00####", CultureInfo.InvariantCulture);
}
