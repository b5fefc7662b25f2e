using Omua.Analytics;
using Omua.Cli.Shell;

namespace Omua.Cli.Verbs.Analysis.Kpis;

/// <summary>A KPI roll-up as a table.</summary>
internal static class KpiText
{
    public static void Write(CommandOutput output, KpiReport report, KpiQuery query)
    {
        var rows = report.TotalsByCurrency.Select(row => row.Figures).Append(report.Totals).ToList();
        var columns = KpiColumns.All.Where(column => rows.Exists(figures => column.Value(figures) is not null)).ToList();
        string[] keys = [.. report.By.SelectMany(row => row.Key.Keys).Distinct()];
        if (keys.Length == 0)
        {
            keys = [.. query.By.DefaultIfEmpty("")];
        }

        string[] last = rows.Exists(figures => figures.Currency is not null) ? ["currency"] : [];
        var table = new TextTable([.. keys, .. columns.Select(column => column.Name), .. last]).Right(keys.Length);
        foreach (var row in report.By)
        {
            Add(table, [.. keys.Select(key => row.Key.GetValueOrDefault(key, ""))], row.Figures, columns);
        }

        foreach (var row in report.TotalsByCurrency)
        {
            Add(table, Label(keys, "total"), row.Figures, columns);
        }

        if (report.TotalsByCurrency.Count == 0)
        {
            Add(table, Label(keys, "total"), report.Totals, columns);
        }

        output.Table(table);
        foreach (var note in report.Notes)
        {
            output.Line($"note: {note}");
        }
    }

    private static string[] Label(string[] keys, string label) => [label, .. keys.Skip(1).Select(_ => "")];

    private static void Add(TextTable table, string[] keys, KpiFigures figures, List<(string Name, Func<KpiFigures, double?> Value)> columns) =>
        table.Add([.. keys, .. columns.Select(column => KpiColumns.Text(column.Name, column.Value(figures))), figures.Currency ?? ""]);
}
