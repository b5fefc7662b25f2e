namespace Omua.Analytics;

/// <summary>A canonical dimension and the columns that it may be read from, the best first.</summary>
/// <param name="Name">The dimension.</param>
/// <param name="Columns">Names of columns, as <see cref="ColumnNames"/> writes them.</param>
internal sealed record DimensionRule(string Name, params string[] Columns);
