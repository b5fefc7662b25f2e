namespace Omua.Storage.Bench;

internal static class Figures
{
    public static double Median(List<double> values) => At(values, 0.5);

    public static double At(List<double> values, double share) => values.Order().ElementAt(Math.Min(values.Count - 1, (int)(values.Count * share)));

    public static string Of(List<double> values) => $"{Median(values):N0} ({values.Min():N0}..{values.Max():N0})";
}
