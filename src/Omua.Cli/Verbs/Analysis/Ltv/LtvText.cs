using System.Globalization;
using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.Ltv;

/// <summary>Lifetime value as tables: the model, how it fared on days that it had not seen, and the customers by group.</summary>
internal static class LtvText
{
    public static void Write(CommandOutput output, LifetimeValueReport report)
    {
        var holdout = report.Holdout;
        output.Heading(Text($"{report.Model.Name}: {string.Join(", ", report.Model.Parameters.Select(one => Text($"{one.Key} {one.Value:0.#####}")))}, log-likelihood {report.Model.LogLikelihood:0.####}"));
        output.Line(Text($"holdout after {holdout.CalibrationEnd:yyyy-MM-dd} to {holdout.End:yyyy-MM-dd}: {holdout.Actual:N0} purchases came, {holdout.Predicted:N1} were foretold ({(holdout.Actual > 0 ? (holdout.Predicted / holdout.Actual - 1).ToString("+0.0%;-0.0%", CultureInfo.InvariantCulture) : "n/a")}); correlation {holdout.Correlation:0.####}, mean absolute error {holdout.MeanAbsoluteError:0.####}"));
        if (report.Spend is { } spend)
        {
            output.Line(Text($"amounts (gamma-gamma): p {spend.P:0.####}, q {spend.Q:0.####}, v {spend.V:0.####}; mean {spend.PopulationMean:0.##}"));
        }

        output.Line();
        var name = report.Cohorts[0].Key.Keys.First();
        var table = new TextTable(name, "customers", "revenue", "still customers", $"purchases in {report.HorizonWeeks.ToString("0.#", CultureInfo.InvariantCulture)} weeks", "expected revenue", "ltv", "interval", "cac", "ltv:cac", "payback weeks").Right(1);
        foreach (var cohort in report.Cohorts)
        {
            table.Add(
                cohort.Key[name], Text($"{cohort.Customers:N0}"), Number(cohort.Revenue), Number(cohort.Alive), Number(cohort.ExpectedPurchases), Number(cohort.ExpectedRevenue), Number(cohort.LifetimeValue), cohort.LifetimeValueInterval is { } interval ? $"{Number(interval.Low)} to {Number(interval.High)}" : "n/a",
                Number(cohort.AcquisitionCost), Number(cohort.ValueToCost), cohort.PaybackWeeks is { } weeks ? Text($"{weeks}") : cohort.ExpectedPaybackWeeks is { } later ? Text($"{later} expected") : "n/a");
        }

        output.Table(table);
    }

    private static string Number(double? value) => value?.ToString("#,##0.00", CultureInfo.InvariantCulture) ?? "n/a";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
