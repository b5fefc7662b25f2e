namespace Omua.Cli.Runs;

/// <summary>Figures by the values of one dimension, the greatest spend first.</summary>
internal sealed record FigureTable(string Dimension, IReadOnlyList<FigureRow> Rows);
