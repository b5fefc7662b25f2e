using System.Globalization;

namespace Omua.Analytics;

/// <summary>What is said when a figure cannot be computed, instead of a number that is none.</summary>
internal static class MathsFaults
{
    public static FaultException TooFew(string what, int found, int needed) => new(new Fault(
        FaultCodes.TooFewObservations, $"{what} needs at least {needed} observations and there are {found}.", "Use a longer window or a coarser grouping."));

    public static FaultException OutOfRange(string what, double value, string range) => new(new Fault(
        FaultCodes.FigureOutOfRange, $"{what} is {value.ToString("R", CultureInfo.InvariantCulture)}, which is outside {range}.", $"Give {what} within {range}."));

    public static FaultException NoVariation(string what) => new(new Fault(
        FaultCodes.NoVariation, $"{what} does not vary, so nothing can be estimated from it.", "Use rows in which it varies."));

    public static FaultException OutOfOrder(string series, DateTime time) => new(new Fault(
        FaultCodes.FigureOutOfRange, $"The times of '{series}' step back to {time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}.", "Sort the rows by time."));

    public static FaultException MissingMeasure(string measure, IEnumerable<string> there) => new(new Fault(
        FaultCodes.MissingMeasure, $"The data does not carry '{measure}'; it carries {string.Join(", ", there)}.", $"Export it with a column for {measure}."));

    public static FaultException UnknownDimension(string dimension, IEnumerable<string> there) => new(new Fault(
        FaultCodes.UnknownDimension, $"The data has no dimension '{dimension}'; it has {string.Join(", ", there)}.", "Group by one that it has."));

    public static FaultException MixedCurrencies(IEnumerable<string> there) => new(new Fault(
        FaultCodes.MixedCurrencies, $"The rows are in more than one currency ({string.Join(", ", there)}) and none was chosen.", "Choose one; amounts of two currencies are never added."));

    public static FaultException NoDays(string what) => new(new Fault(
        FaultCodes.NoDays, $"{what} follows days, and the data carries none.", "Export it with a column for the day."));

    public static FaultException NothingToDivideBy(string what) => new(new Fault(
        FaultCodes.ZeroTotal, $"The total of {what} is zero.", $"Use rows with {what}."));

    public static FaultException NotSettled(string what, double error, double tolerance) => new(new Fault(
        FaultCodes.NotSettled, string.Create(CultureInfo.InvariantCulture, $"{what} did not settle: the error is up to {error:0.###e0}, above {tolerance:0.###e0}."), "Use more rows, or a simpler model."));

    public static void Level(double level)
    {
        if (!(level > 0 && level < 1))
        {
            throw OutOfRange("the confidence level", level, "0 to 1, ends excluded");
        }
    }
}
