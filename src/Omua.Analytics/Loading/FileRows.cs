namespace Omua.Analytics;

/// <summary>The rows that one file gave, in one or more stretches.</summary>
internal sealed record FileRows(string Path, ExportLayout Layout, IReadOnlyList<RowBuffer> Parts)
{
    public long Count => Parts.Sum(part => (long)part.Count);

    public long RefusedCount => Parts.Sum(part => part.RefusedCount);

    /// <summary>Equal for files whose rows make one table.</summary>
    public string Shape => string.Join('|',
        Layout.Format.Name, Layout.HasDays, Layout.Currency, string.Join(',', Layout.Dimensions.Select(known => known.Name)), string.Join(',', Layout.Measures.Select(known => known.Name)));
}
