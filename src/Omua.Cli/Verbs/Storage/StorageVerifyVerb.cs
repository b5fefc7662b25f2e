using System.CommandLine;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Stores.Audit;

namespace Omua.Cli.Verbs.Storage;

/// <summary><c>omua storage verify</c>: looks through the audit chain for the first record that was altered or cut.</summary>
internal static class StorageVerifyVerb
{
    private static readonly Option<string[]> Anchor = new("--anchor") { Description = "Where the chain stood earlier, as this verb said it then; may be given several times", HelpName = "NUMBER:HASH" };

    private static readonly Option<bool> List = new("--list") { Description = "Show the records" };

    public static Command Create()
    {
        var verb = new Verb("verify", "Check the chain of who ran, approved, changed and exported; name the first record that was altered or cut")
        {
            Examples = ["omua storage verify", "omua storage verify --list", $"omua storage verify --anchor 41:{new string('0', 64)}"],
        };
        verb.Add(Anchor);
        verb.Add(List);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var anchors = (invocation.Get(Anchor) ?? []).Select(text => AuditAnchor.Parse(text) ?? throw new FaultException(UsageFaults.Wrong($"--anchor {text} is none", "write NUMBER:HASH, as 'omua storage verify' said it"))).ToList();
        return await OpenStore.WithAsync(invocation, async (application, store) =>
        {
            var trail = await application.AuditAsync(cancellationToken);
            var verdict = await trail.VerifyAsync(anchors, cancellationToken);
            if (verdict.Problem is { } problem)
            {
                throw new FaultException(new Fault(FaultCodes.AuditBroken, $"the audit chain of '{application.StorageName}' is broken: {problem}", "compare with the last backup whose chain was sound, and find out who wrote to the store"));
            }

            var records = invocation.Get(List) ? await trail.ReadAsync(cancellationToken).ToListAsync(cancellationToken) : [];
            Answer(invocation, verdict, records);
        }, cancellationToken);
    }

    private static void Answer(Invocation invocation, AuditVerdict verdict, IReadOnlyList<AuditEntry> records)
    {
        var anchor = verdict.Count == 0 ? null : verdict.Anchor.ToString();
        if (invocation.IsJson)
        {
            var answer = new JsonObject { ["sound"] = true, ["records"] = verdict.Count, ["anchor"] = anchor };
            if (invocation.Get(List))
            {
                answer["list"] = new JsonArray([.. records.Select(each => new JsonObject
                {
                    ["sequence"] = each.Sequence, ["at"] = each.At.UtcDateTime, ["actor"] = each.Actor, ["action"] = each.Action, ["subject"] = each.Subject, ["detail"] = each.Detail?.DeepClone(),
                })]);
            }

            invocation.Output.Json(answer);
            return;
        }

        if (records.Count > 0)
        {
            var table = new TextTable("record", "at", "who", "did", "to", "detail");
            foreach (var each in records)
            {
                table.Add($"{each.Sequence}", $"{each.At:yyyy-MM-dd HH:mm:ss}Z", each.Actor, each.Action, each.Subject, each.Detail?.ToJsonString() ?? "");
            }

            invocation.Output.Table(table);
        }

        invocation.Output.Line(anchor is null ? "the audit chain has no record yet" : $"{verdict.Count} records, sound; keep this elsewhere: --anchor {anchor}");
    }
}
