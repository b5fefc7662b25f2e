using System.Globalization;
using System.Text;

namespace Omua.Cli.Runs;

/// <summary>Approved spend changes as a CSV file that a person uploads: target, from, to, currency.</summary>
internal static class ChangeFile
{
    // A spreadsheet takes a cell that starts with one of these for a formula and would run it.
    private const string FormulaStarts = "=+-@\t\r\n|%";

    public static string Text(IEnumerable<Proposal> proposals)
    {
        var text = new StringBuilder("dataset,dimension,target,change,from,to,currency\n");
        foreach (var proposal in proposals)
        {
            text.AppendJoin(',', [
                Cell(proposal.Target.Dataset), Cell(proposal.Target.Dimension), Cell(proposal.Target.Value), Cell(proposal.Change),
                Amount(proposal.From), Amount(proposal.To), Cell(proposal.To.Currency)]).Append('\n');
        }

        return text.ToString();
    }

    private static string Amount(Money money) => money.Amount.ToString("0.00##########", CultureInfo.InvariantCulture);

    private static string Cell(string value)
    {
        var first = value.AsSpan().TrimStart();
        var guarded = first.Length > 0 && FormulaStarts.Contains(first[0]) || value.Length > 0 && FormulaStarts.Contains(value[0]) ? "'" + value : value;
        return guarded.AsSpan().IndexOfAny(",\"\r\n") < 0 ? guarded : $"\"{guarded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
