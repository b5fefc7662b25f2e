namespace Omua.Analytics;

/// <summary>The customers of a table of purchases, as they were known at the end of a day.</summary>
internal sealed class CustomerBase
{
    private readonly List<(int Day, double Amount)>[] _purchases;

    public CustomerBase(TransactionTable table)
    {
        _purchases = [.. table.Customers.Select(_ => new List<(int, double)>())];
        var (customers, days, amounts) = (table.CustomerOf.ToArray(), table.Days.ToArray(), table.Amounts.ToArray());
        foreach (var row in Enumerable.Range(0, table.Count).OrderBy(row => days[row]))
        {
            var own = _purchases[customers[row]];
            if (own.Count > 0 && own[^1].Day == days[row])
            {
                own[^1] = (days[row], own[^1].Amount + amounts[row]);
            }
            else
            {
                own.Add((days[row], amounts[row]));
            }
        }
    }

    public int Count => _purchases.Length;

    public int FirstDay(int customer) => _purchases[customer][0].Day;

    public IReadOnlyList<(int Day, double Amount)> Purchases(int customer) => _purchases[customer];

    /// <summary>The customer at the end of a day; null for one who had not come yet.</summary>
    public CustomerHistory? At(int customer, int day)
    {
        var own = _purchases[customer];
        if (own[0].Day > day)
        {
            return null;
        }

        var (repeats, last, value) = (0, own[0].Day, 0.0);
        foreach (var (when, amount) in own.Skip(1).TakeWhile(purchase => purchase.Day <= day))
        {
            repeats++;
            last = when;
            value += amount;
        }

        return new CustomerHistory(repeats, (last - own[0].Day) / 7.0, (day - own[0].Day) / 7.0, repeats > 0 ? value / repeats : 0);
    }

    public int PurchasesBetween(int customer, int after, int until) => _purchases[customer].Count(purchase => purchase.Day > after && purchase.Day <= until);
}
