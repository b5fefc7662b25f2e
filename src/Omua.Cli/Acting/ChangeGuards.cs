using System.Globalization;

namespace Omua.Cli.Acting;

/// <summary>What holds for each change by itself: its kind, its step, the data that it rests on.</summary>
internal static class ChangeGuards
{
    private const double Rounding = 1e-9;

    public static IEnumerable<Fault> Check(SpendChange change, ActingSettings settings)
    {
        var proposal = change.Proposal;
        if (proposal.Change != "budget")
        {
            yield return ActingFaults.Refused(change, $"a change of the kind '{proposal.Change}' is not written to files", "make it by hand on the platform");
            yield break;
        }

        if (change.Currency == Money.UnknownCurrency)
        {
            yield return ActingFaults.Refused(change, "its currency is not known", "run again with --currency CODE");
        }
        else if (settings.Caps.IsSet && change.Currency != settings.Currency)
        {
            yield return ActingFaults.Refused(change, $"it is in {change.Currency}, and the caps are in {settings.Currency}", "set acting.currency and the caps in the currency of the account");
        }

        var (from, to) = (proposal.From.Amount, proposal.To.Amount);
        if (from < 0 || to < 0)
        {
            yield return ActingFaults.Refused(change, "an amount is below zero", "this is a defect of the agent; leave it out");
        }
        else if (from == 0 || (double)(Math.Abs(to - from) / from) > settings.MaxStep + Rounding)
        {
            yield return ActingFaults.Refused(
                change,
                from == 0 ? "it has no budget now, so a step has no measure"
                    : string.Create(CultureInfo.InvariantCulture, $"its step is {Math.Abs(to - from) / from:P1}, above acting.max_step of {settings.MaxStep:P1}"),
                "take smaller steps and measure between them, or raise acting.max_step");
        }

        if (change.Rows < settings.MinRows)
        {
            yield return ActingFaults.Refused(change, $"it rests on {change.Rows} rows, fewer than acting.min_rows of {settings.MinRows}", "wait for more data");
        }

        if ((change.Days ?? 0) < settings.MinDays)
        {
            yield return ActingFaults.Refused(
                change, change.Days is { } days ? $"it rests on {days} days, fewer than acting.min_days of {settings.MinDays}" : "its data has no days",
                change.Days is null ? "export by day; acting.min_days: 0 takes data without days" : "wait for more days");
        }
    }
}
