using System.Text.Json.Nodes;
using System.CommandLine;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Workflows;

namespace Omua.Cli.Acting;

/// <summary><c>omua approve</c>: a person's yes to the proposals of a run. It writes nothing but that yes.</summary>
internal static class ApproveVerb
{
    public static Command Create()
    {
        var run = RunArgument.Required();
        var proposals = new Argument<string[]>("proposals") { Description = "The proposals' ids (default: all that change something)", Arity = ArgumentArity.ZeroOrMore };
        var by = new Option<string?>("--by") { Description = "Who approves, for the record (default: user@machine)", HelpName = "NAME" };
        var note = new Option<string?>("--note") { Description = "Why, for the record", HelpName = "TEXT" };
        var withdraw = new Option<bool>("--withdraw") { Description = "Take approvals back that were not used" };
        var verb = new Verb("approve", "Approve proposals of a run, so that 'omua apply' may write them")
        {
            Examples = ["omua approve RUN", "omua approve RUN budget.ads.brand --by ana --note \"as discussed\"", "omua approve RUN --withdraw", "omua approve RUN --json"],
        };
        verb.Add(run);
        verb.Add(proposals);
        verb.Add(by);
        verb.Add(note);
        verb.Add(withdraw);
        return verb.Does(async (invocation, cancellationToken) =>
        {
            await using var application = Application.For(invocation);
            var found = await ActingRun.FindAsync(application, invocation.Get(run)!, cancellationToken);
            var chosen = found.Chosen(invocation.Get(proposals) ?? []);
            if (chosen.Count == 0)
            {
                throw new FaultException(new Fault(FaultCodes.ProposalUnknown, $"run {found.Id} proposes no change", "its report says why"));
            }

            var settings = application.Configuration.Section<ActingSettings>(ConfigurationSections.Acting);
            var desk = new ActingDesk((await application.StorageAsync(cancellationToken)).Documents, settings, application.Time, ChangeFolder.WriteAsync);
            var actor = Actor.Of(invocation.Get(by));
            await application.NoteAsync(invocation.Get(withdraw) ? "withdrew" : "approved", found.Id, new JsonObject { ["proposals"] = new JsonArray([.. chosen.Select(change => (JsonNode)change.Proposal.Id)]) }, actor, cancellationToken);
            var state = invocation.Get(withdraw)
                ? await desk.WithdrawAsync(found.Id, chosen, actor, cancellationToken)
                : await desk.ApproveAsync(found.Id, chosen, actor, invocation.Get(note) ?? "", cancellationToken);
            ActingOutput.Write(invocation.Output, found, state);
            invocation.Output.Warn([.. chosen.SelectMany(change => ChangeGuards.Check(change, settings))]);
            return ExitCode.Done;
        });
    }
}
