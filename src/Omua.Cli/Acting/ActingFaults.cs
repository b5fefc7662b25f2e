using System.Globalization;

namespace Omua.Cli.Acting;

/// <summary>What keeps a change from being written, in words.</summary>
internal static class ActingFaults
{
    public static Fault Busy { get; } = new(FaultCodes.StoreFailed, "other processes kept changing the record of changes", "try again");

    public static Fault Capped(string cap, decimal limit, decimal wanted, string currency) => new(
        FaultCodes.ChangeCapped,
        string.Create(CultureInfo.InvariantCulture, $"{cap} is {limit:#,##0.###} {currency} a day of budget, and {wanted:#,##0.###} would be moved with these changes"),
        "apply fewer proposals, or wait for the next day; raise the cap only if you mean it");

    public static Fault NotApproved(string runId, IEnumerable<string> proposals) => new(
        FaultCodes.NothingApproved, $"not approved in run {runId}: {string.Join(", ", proposals)}", $"omua approve {runId}");

    public static Fault Used(string proposal, string application, ChangeApplication used) => new(
        FaultCodes.ApprovalUsed,
        string.Create(CultureInfo.InvariantCulture, $"the approval of {proposal} was used by application {application} ({used.By}, {used.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC); its files are in {used.Folder}"),
        "an approval is used once: run again on new data for further changes");

    public static Fault Unknown(string runId, string proposal, IEnumerable<string> known) => new(
        FaultCodes.ProposalUnknown, $"run {runId} has no proposal '{proposal}' that changes something", $"it has: {string.Join(", ", known)}");

    public static Fault Refused(SpendChange change, string why, string fix) => new(FaultCodes.ChangeRefused, $"{change.Proposal.Id}: {why}", fix);

    public static Fault Stale(string what, string fix) => new(FaultCodes.ChangeStale, what, fix);
}
