namespace Omua.Analytics;

/// <summary>What is said of an experiment that cannot be read.</summary>
internal static class ExperimentFaults
{
    public static FaultException TooFewArms(int found) => new(new Fault(
        FaultCodes.TooFewArms, $"An experiment needs at least 2 arms and there {(found == 1 ? "is 1" : $"are {found}")}.", "Export the units of all arms, with a column that names the arm."));

    public static FaultException UnknownArm(string arm, IEnumerable<string> there) => new(new Fault(
        FaultCodes.TooFewArms, $"The experiment has no arm '{arm}'; it has {string.Join(", ", there)}.", "Name one that it has."));

    public static FaultException UnknownMetric(string metric, IEnumerable<string> there) => new(new Fault(
        FaultCodes.UnknownColumn, $"The experiment has no metric '{metric}'; it has {string.Join(", ", there)}.", "Name one that it has."));
}
