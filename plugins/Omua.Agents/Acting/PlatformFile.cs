using System.Text;

namespace Omua.Agents.Acting;

/// <summary>A file that one platform imports: its columns, and what has to hold for a row to stand in it.</summary>
internal abstract class PlatformFile
{
    // A spreadsheet takes a cell that begins with one of these for a formula. Marking the name would make it another name, which the platform does not know.
    private const string FormulaStarts = "=+-@|%\t\r\n";

    /// <summary>The formats of exports that it is for begin so: <c>google_ads.</c></summary>
    public abstract string Formats { get; }

    protected abstract string FileName { get; }

    protected abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The file's rows as a task result: <c>files</c>, and <c>left_out</c> by proposal with the reason.</summary>
    public JsonObject Write(IReadOnlyList<ChangeRow> rows)
    {
        var text = new StringBuilder().AppendJoin(',', Columns).Append('\n');
        var leftOut = new JsonObject();
        var isEmpty = true;
        foreach (var row in rows)
        {
            if ((Common(row) ?? WhyNot(row)) is not { } why)
            {
                text.AppendJoin(',', Cells(row).Select(Quoted)).Append('\n');
                isEmpty = false;
            }
            else
            {
                leftOut[row.Proposal] = why;
            }
        }

        return new JsonObject
        {
            ["files"] = isEmpty ? [] : new JsonArray(new JsonObject { ["name"] = FileName, ["content"] = text.ToString() }),
            ["left_out"] = leftOut,
        };
    }

    /// <summary>Why a row cannot stand in the file; null where it can.</summary>
    protected abstract string? WhyNot(ChangeRow row);

    protected abstract IEnumerable<string> Cells(ChangeRow row);

    private static string? Common(ChangeRow row) =>
        row.DailyTo is null ? "its data has no days, so there is no daily budget"
        : row.DailyTo <= 0 ? "the budget of a day is nothing in the smallest unit of its currency"
        : row.Name.Length == 0 || row.Name.Any(char.IsControl) || row.Name.AsSpan().TrimStart() is not [var first, ..] || FormulaStarts.Contains(first, StringComparison.Ordinal)
            ? "its name begins as a formula does, or holds controls, and a spreadsheet could run it"
        : null;

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
