using Omua.Agents.Figures;

namespace Omua.Agents.Tasks;

/// <summary>What the next unit of a campaign's spend brings, beside what its spend brings on average: the two may say opposite things, and only together do they say what to do.</summary>
internal sealed class MarginalValue
{
    private readonly ResponseCurve _curve;
    private readonly double _worth;
    private readonly string _currency;

    private MarginalValue(ResponseCurve curve, double accountCpa, string? currency)
    {
        _curve = curve;
        _currency = currency ?? Money.UnknownCurrency;
        // Money earned pays from one unit for one; a conversion, from what the account pays for one.
        _worth = IsRevenue ? 1 : 1 / accountCpa;
    }

    /// <summary>The next unit surely brings more than it costs.</summary>
    public bool Earns => _curve.MarginalReturnInterval is { } interval && interval.Low > _worth;

    /// <summary>The next unit surely brings less than it costs.</summary>
    public bool Loses => _curve.MarginalReturnInterval is { } interval && interval.High < _worth;

    public bool IsIdentified => _curve.IsIdentified;

    private bool IsRevenue => _curve.Objective == MeasureNames.Revenue;

    /// <summary>Of each campaign, by name; empty for a dimension that no budget is set on. The fit is that of the budget agent with its defaults, so that both say the same number.</summary>
    public static IReadOnlyDictionary<string, MarginalValue> Of(PerformanceDataset dataset, string dimension, string? currency, double accountCpa, int seed) =>
        dimension != DimensionNames.Campaign
            ? new Dictionary<string, MarginalValue>()
            : ResponseCurve.Fit(dataset.Table, [dimension], new ResponseOptions { Currency = currency, Draws = 400, Seed = seed })
                .ToDictionary(curve => curve.Key[dimension], curve => new MarginalValue(curve, accountCpa, currency), StringComparer.Ordinal);

    /// <summary>As the end of a sentence about the campaign.</summary>
    public string Words
    {
        get
        {
            if (_curve.MarginalReturnInterval is not { } interval)
            {
                return "what its next unit of spend brings is not shown by the data";
            }

            return IsRevenue
                ? $"its next unit of spend returns {Wording.Figure(_curve.MarginalReturn)} in revenue ({Wording.Figure(interval.Low)} to {Wording.Figure(interval.High)})"
                : $"its next conversion costs {Wording.Amount(1 / _curve.MarginalReturn, _currency)} ({Wording.Figure(1 / interval.High)} to {Wording.Figure(1 / interval.Low)})";
        }
    }

    public Evidence Evidence(PerformanceDataset dataset) => new()
    {
        Metric = IsRevenue ? "marginal_roas" : "marginal_conversions",
        Value = _curve.IsIdentified ? _curve.MarginalReturn : null,
        Unit = IsRevenue ? "ratio" : $"conversions per {_currency}",
        Formula = $"elasticity * sum({_curve.Objective}) / sum(cost); elasticity from daily spend and {_curve.Objective} by Poisson pseudo-maximum likelihood",
        Dataset = dataset.Name,
        Rows = _curve.Key,
        RowCount = _curve.RowCount,
        Window = _curve.Window,
        Interval = _curve.MarginalReturnInterval,
        Note = _curve.Note,
    };
}
