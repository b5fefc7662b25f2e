using System.Text.Json.Nodes;

namespace Omua.Analytics;

/// <summary>Lifetime value as JSON: <c>model</c>, <c>parameters</c>, <c>log_likelihood</c>, <c>holdout</c>, <c>by</c>. The shape of <c>omua analyze ltv</c> and of the task's result.</summary>
public static class LifetimeValueJson
{
    /// <summary>The members of the document.</summary>
    public static JsonObject Of(LifetimeValueReport report) => new()
    {
        ["model"] = report.Model.Name,
        ["parameters"] = Parameters(report.Model.Parameters),
        ["log_likelihood"] = FigureNode.Number(report.Model.LogLikelihood),
        ["holdout"] = new JsonObject
        {
            ["customers"] = report.Holdout.Customers,
            ["calibration_end"] = $"{report.Holdout.CalibrationEnd:yyyy-MM-dd}",
            ["end"] = $"{report.Holdout.End:yyyy-MM-dd}",
            ["actual"] = FigureNode.Number(report.Holdout.Actual),
            ["predicted"] = FigureNode.Number(report.Holdout.Predicted),
            ["correlation"] = FigureNode.Number(report.Holdout.Correlation),
            ["mean_absolute_error"] = FigureNode.Number(report.Holdout.MeanAbsoluteError),
        },
        ["forecast"] = new JsonObject
        {
            ["horizon_weeks"] = FigureNode.Number(report.HorizonWeeks),
            ["parameters"] = Parameters(report.Forecast.Parameters),
            ["log_likelihood"] = FigureNode.Number(report.Forecast.LogLikelihood),
            ["gamma_gamma"] = report.Spend is { } spend ? Of(spend) : null,
        },
        ["by"] = FigureNode.List(report.Cohorts, cohort => new JsonObject
        {
            ["key"] = FigureNode.Key(cohort.Key),
            ["customers"] = cohort.Customers,
            ["revenue"] = FigureNode.Number(cohort.Revenue),
            ["alive"] = FigureNode.Number(cohort.Alive),
            ["expected_purchases"] = FigureNode.Number(cohort.ExpectedPurchases),
            ["expected_revenue"] = FigureNode.Number(cohort.ExpectedRevenue),
            ["ltv"] = FigureNode.Number(cohort.LifetimeValue),
            ["ltv_interval"] = FigureNode.Interval(cohort.LifetimeValueInterval),
            ["cac"] = FigureNode.Number(cohort.AcquisitionCost),
            ["ltv_to_cac"] = FigureNode.Number(cohort.ValueToCost),
            ["payback_weeks"] = cohort.PaybackWeeks,
            ["expected_payback_weeks"] = cohort.ExpectedPaybackWeeks,
        }),
    };

    /// <summary>The model of amounts.</summary>
    public static JsonObject Of(GammaGamma spend) => new()
    {
        ["p"] = FigureNode.Number(spend.P),
        ["q"] = FigureNode.Number(spend.Q),
        ["v"] = FigureNode.Number(spend.V),
        ["log_likelihood"] = FigureNode.Number(spend.LogLikelihood),
        ["customers"] = spend.Customers,
        ["population_mean"] = FigureNode.Number(spend.PopulationMean),
    };

    private static JsonObject Parameters(IReadOnlyDictionary<string, double> parameters) => new(parameters.Select(one => KeyValuePair.Create(one.Key, FigureNode.Number(one.Value))));
}
