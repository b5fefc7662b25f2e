namespace Omua.Analytics;

/// <summary>What the models need of a customer's past, in weeks since the first purchase. Purchases of one day are one.</summary>
/// <param name="Repeats">x: days with a purchase after the first.</param>
/// <param name="LastAt">t_x: when the last purchase was; 0 where there was none after the first.</param>
/// <param name="Observed">T: how long the customer was watched.</param>
/// <param name="MeanRepeatValue">Mean amount of the repeats; 0 where there are none.</param>
public readonly record struct CustomerHistory(double Repeats, double LastAt, double Observed, double MeanRepeatValue = 0);
