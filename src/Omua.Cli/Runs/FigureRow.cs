namespace Omua.Cli.Runs;

/// <summary>The figures of one campaign, one channel, or everything.</summary>
/// <param name="Label">Which one, as the export names it.</param>
/// <param name="RowCount">How many rows were summed.</param>
/// <param name="Metrics">Figures by their wire name; a metric that the export cannot give is absent, a ratio without denominator is null.</param>
internal sealed record FigureRow(string Label, long RowCount, IReadOnlyDictionary<string, double?> Metrics)
{
    public double? this[string metric] => Metrics.GetValueOrDefault(metric);

    public bool Has(string metric) => Metrics.ContainsKey(metric);
}
