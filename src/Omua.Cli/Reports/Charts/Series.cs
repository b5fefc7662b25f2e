namespace Omua.Cli.Reports.Charts;

/// <summary>A line over days.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Colour">The class that names its colour: <c>s1</c>, <c>s2</c>.</param>
/// <param name="Points">Days in order; a day without a value breaks the line.</param>
internal sealed record Series(string Name, string Colour, IReadOnlyList<(DateOnly Day, double? Value)> Points);
