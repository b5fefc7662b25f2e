namespace Omua.Cli.Reports.Charts;

/// <summary>The amount now and the amount proposed for one thing.</summary>
internal sealed record BudgetShift(string Label, double From, double To, string Text);
