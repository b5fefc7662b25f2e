namespace Omua.Analytics;

/// <summary>The shape of saturation in a mix model.</summary>
public enum SaturationKind
{
    /// <summary><see cref="Saturation.Logistic"/>.</summary>
    Logistic,

    /// <summary><see cref="Saturation.Hill"/>.</summary>
    Hill,
}
