using System.Security.Cryptography;
using System.Text;
using Omua.Engine.Journal;

namespace Omua.Cli.Acting;

/// <summary>A proposal in the terms of a platform: budgets are set by the day there, and by the period of the data in the run.</summary>
internal sealed record SpendChange(Proposal Proposal)
{
    /// <summary>The days of the period; null where the data has none, and the amounts are then those of the period.</summary>
    public int? Days => Proposal.Evidence.Select(each => each.Window).OfType<DateRange>().Select(window => (int?)(window.To.DayNumber - window.From.DayNumber + 1)).Max();

    public long Rows => Proposal.Evidence.Count == 0 ? 0 : Proposal.Evidence.Max(each => each.RowCount);

    public string Currency => Proposal.To.Currency;

    public decimal From => MinorUnits.Cut(Proposal.From.Amount / (Days ?? 1), Currency);

    public decimal To => MinorUnits.Cut(Proposal.To.Amount / (Days ?? 1), Currency);

    /// <summary>What counts against the caps.</summary>
    public decimal Moved => Math.Abs(To - From);

    /// <summary>What is changed, for the cap of a campaign.</summary>
    public string Campaign => $"{Proposal.Target.Dimension}/{Proposal.Target.Value}";

    /// <summary>What was approved: another proposal of the same id is not it.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ProposalJson.Write(Proposal).ToJsonString())));
}
