using MathNet.Numerics.Distributions;

namespace Omua.Analytics;

/// <summary>What a flat prior makes of a comparison.</summary>
/// <param name="Lift">The relative lift with its credible interval; ratio.</param>
/// <param name="ChanceToWin">Probability that the treatment is above the control; 0 to 1.</param>
/// <param name="LossOfTreatment">Expected loss of choosing the treatment: E[max(0, -lift)]; ratio of the control's metric.</param>
/// <param name="LossOfControl">Expected loss of staying with the control: E[max(0, lift)]; ratio of the control's metric.</param>
public sealed record BayesianComparison(Estimate Lift, double ChanceToWin, double LossOfTreatment, double LossOfControl)
{
    /// <summary>
    /// The posterior of the relative lift is normal with the lift's delta-method mean and variance (flat prior, large samples): chance to win = Phi(l/s), loss of the treatment
    /// = s phi(l/s) - l Phi(-l/s), loss of the control = that + l. Source: Stucchio (2015), "Bayesian A/B testing at VWO", with a normal likelihood.
    /// </summary>
    /// <param name="control">The control.</param>
    /// <param name="treatment">The treatment.</param>
    /// <param name="isShare">Whether the metric is yes or no, whose variance is p (1 - p) rather than that over n - 1.</param>
    /// <param name="level">Level of the credible interval. Default 0.95.</param>
    /// <exception cref="FaultException">As <see cref="MeanTests.RelativeWelch"/>.</exception>
    public static BayesianComparison Of(ArmMoments control, ArmMoments treatment, bool isShare, double level = 0.95)
    {
        MeanTests.Check(control, treatment, level);
        var (ofControl, ofTreatment) = MeanTests.RelativeVariances(control, treatment, isShare);
        var (lift, error) = (treatment.Mean / control.Mean - 1, Math.Sqrt(ofControl + ofTreatment));
        var half = Normal.InvCDF(0, 1, (1 + level) / 2) * error;
        var loss = error * Normal.PDF(0, 1, lift / error) - lift * Normal.CDF(0, 1, -lift / error);
        return new BayesianComparison(new Estimate(lift, new Interval(lift - half, lift + half, level), "normal posterior, flat prior"), Normal.CDF(0, 1, lift / error), loss, loss + lift);
    }
}
