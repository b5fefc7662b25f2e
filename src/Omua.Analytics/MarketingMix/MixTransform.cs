namespace Omua.Analytics;

/// <summary>How a channel's spend becomes effect before its coefficient: carry-over, then saturation.</summary>
/// <param name="Decay">Share of an effect that is left after a period; 0 to below 1.</param>
/// <param name="Rate">Logistic: the rate per scaled unit. Hill: where half is reached, as a share of the scale.</param>
/// <param name="Slope">Hill: the slope; not used by the logistic.</param>
/// <param name="Scale">What spend is divided by; the channel's largest spend unless given.</param>
public sealed record MixTransform(double Decay, double Rate, double Slope, double Scale)
{
    internal double[] Apply(IReadOnlyList<double> spend, MixOptions options)
    {
        var carried = Adstock.Geometric(spend, Decay, options.Reach, options.IsNormalised);
        return options.Saturation == SaturationKind.Hill ? Saturation.Hill(carried, Slope, Rate, Scale) : Saturation.Logistic(carried, Rate, Scale);
    }
}
