namespace Omua.Analytics;

/// <summary>What a reader of rows beside performance must know and no number of the quality report says.</summary>
internal static class RecordNotes
{
    public static IEnumerable<string> For(RecordRows rows)
    {
        var layout = rows.Layout;
        foreach (var note in layout.Format.Notes)
        {
            yield return note;
        }

        if (layout.Format != RecordFormats.Cdnow)
        {
            yield return $"Read as {layout.Format.Kind}: {string.Join(", ", layout.Fields.Select(one => $"{one.Role.Name} from {layout.Header[one.Field]}"))}.";
        }

        if (rows.EmptyCells > 0)
        {
            yield return $"{rows.EmptyCells} empty cell(s) of numbers were read as 0.";
        }

        if (layout.DecimalComma)
        {
            yield return "Numbers were read with a decimal comma.";
        }
    }
}
