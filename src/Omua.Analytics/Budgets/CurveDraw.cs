namespace Omua.Analytics;

/// <summary>One draw of what a curve may be.</summary>
/// <param name="Return">Outcome for each unit of money at the current spend.</param>
/// <param name="Exponent">Elasticity of the outcome to spend, 0 to 1.</param>
public readonly record struct CurveDraw(double Return, double Exponent);
