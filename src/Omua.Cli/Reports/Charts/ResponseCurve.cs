namespace Omua.Cli.Reports.Charts;

/// <summary>What more spend brings.</summary>
/// <param name="Label">Whose curve.</param>
/// <param name="Points">Spend and response, by spend.</param>
internal sealed record ResponseCurve(string Label, IReadOnlyList<(double Spend, double Response)> Points)
{
    /// <summary>The true curve of a simulated market.</summary>
    public IReadOnlyList<(double Spend, double Response)> Truth { get; init; } = [];

    /// <summary>What the next unit of spend brings, in words; empty where that is not known.</summary>
    public string Slope { get; init; } = "";

    public double? FromSpend { get; init; }

    public double? ToSpend { get; init; }
}
