namespace Omua.Analytics;

/// <summary>How the cells of a column are read.</summary>
internal enum RecordCell
{
    /// <summary>A name; kept as a code into the distinct values.</summary>
    Text,

    /// <summary>A number, or yes and no as 1 and 0.</summary>
    Number,

    /// <summary>A day, or a day with a time.</summary>
    Moment,

    /// <summary>Channels in the order in which they were met.</summary>
    Path,
}
