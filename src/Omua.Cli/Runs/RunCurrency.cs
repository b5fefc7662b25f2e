namespace Omua.Cli.Runs;

/// <summary>The currency of a budget: what the data says, else what the caller says, else unknown.</summary>
internal static class RunCurrency
{
    public static string Of(IReadOnlyList<Dataset> datasets, string? stated)
    {
        var found = datasets.SelectMany(dataset => dataset.Quality.Currencies).Where(code => code is not Money.UnknownCurrency and not "").Distinct(StringComparer.Ordinal).ToList();
        return found switch
        {
            [var only] when stated is null || stated == only => only,
            [var only] => throw new FaultException(new Fault(
                FaultCodes.BudgetCurrency, $"--currency says {stated}, but the data is in {only}", $"leave --currency out, or state --currency {only}")),
            [] => stated ?? Money.UnknownCurrency,
            _ when stated is not null && found.Contains(stated) => stated,
            _ => throw new FaultException(new Fault(
                FaultCodes.BudgetCurrency, $"the data is in {string.Join(", ", found)}, and a budget is in one currency", $"state which one: --currency {found[0]}")),
        };
    }
}
