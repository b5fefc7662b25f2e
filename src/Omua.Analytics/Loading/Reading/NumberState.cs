namespace Omua.Analytics;

/// <summary>What a cell of a measure turned out to be.</summary>
internal enum NumberState
{
    Number,
    Empty,
    NotANumber,
    NotFinite,
}
