using System.Text.Json.Nodes;
using Omua.Cli.Reports;
using Omua.Cli.Runs;
using Omua.Cli.Shell;

namespace Omua.Cli.Acting;

/// <summary>What a person, or a program, is told of approvals and applications.</summary>
internal static class ActingOutput
{
    /// <summary>How the changes of a run stand.</summary>
    public static void Write(CommandOutput output, ActingRun run, ActingState state)
    {
        if (output.IsJson)
        {
            var document = new JsonObject { ["run"] = run.Id, ["plan_hash"] = run.State.PlanHash, ["changes"] = FigureJson.Of(run.Changes, change => Row(change, state)) };
            document["history"] = state.Json["history"]!.DeepClone();
            output.Json(document);
            return;
        }

        var table = new TextTable("proposal", "state", "daily from", "daily to", "by", "at").Right(2);
        foreach (var change in run.Changes)
        {
            var approval = state.Approvals.GetValueOrDefault(change.Proposal.Id);
            table.Add(
                change.Proposal.Id, Word(approval, state), FigureText.Amount(new Money(change.From, change.Currency)), FigureText.Amount(new Money(change.To, change.Currency)),
                approval?.By ?? "", approval is null ? "" : $"{approval.At.UtcDateTime:yyyy-MM-dd HH:mm}");
        }

        output.Table(table);
        foreach (var each in state.History)
        {
            output.Line($"{(DateTimeOffset)each["at"]!:yyyy-MM-dd HH:mm:ss} {each["by"]} {each["what"]}: {string.Join(", ", each["proposals"]!.AsArray().Select(id => (string?)id))}{((string?)each["application"] is { } id ? $" ({id})" : "")}");
        }
    }

    public static JsonObject Row(SpendChange change, ActingState state)
    {
        var approval = state.Approvals.GetValueOrDefault(change.Proposal.Id);
        return new JsonObject
        {
            ["proposal"] = change.Proposal.Id, ["state"] = Word(approval, state), ["daily_from"] = change.From, ["daily_to"] = change.To, ["days"] = change.Days, ["currency"] = change.Currency,
            ["moved"] = change.Moved, ["by"] = approval?.By, ["at"] = approval?.At, ["note"] = approval?.Note, ["application"] = approval?.Application,
        };
    }

    private static string Word(Approval? approval, ActingState state) => approval switch
    {
        null => "proposed",
        { Application: null } => "approved",
        { Application: { } id } => state.Applications[id].DoneAt is null ? "applying" : "applied",
    };
}
