using System.CommandLine;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Runs;
using Omua.Cli.Shell;
using Omua.Cli.Verbs.Workflows;

namespace Omua.Cli.Acting;

/// <summary><c>omua apply</c>: writes approved changes as files that platforms import. Without <c>--write</c> it only shows what it would do.</summary>
internal static class ApplyVerb
{
    public static Command Create()
    {
        var run = RunArgument.Required();
        var proposals = new Argument<string[]>("proposals") { Description = "The proposals' ids (default: all that are approved and not used)", Arity = ArgumentArity.ZeroOrMore };
        var write = new Option<bool>("--write") { Description = "Use the approvals and write the files" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be written, and what would be refused (the default)" };
        var history = new Option<bool>("--history") { Description = "Only show what was approved and applied, by whom and when" };
        var folder = new Option<string?>("--out") { Description = "Folder for the files (default: ./omua-changes/<run id>)", HelpName = "DIR" };
        var by = new Option<string?>("--by") { Description = "Who applies, for the record (default: user@machine)", HelpName = "NAME" };
        var verb = new Verb("apply", "Write approved changes as files that platforms import")
        {
            Examples = ["omua apply RUN", "omua apply RUN --dry-run --json", "omua apply RUN --write", "omua apply RUN --history --json", "omua apply RUN budget.ads.brand --write --out changes --by ana"],
        };
        verb.Add(run);
        verb.Add(proposals);
        verb.Add(write);
        verb.Add(dryRun);
        verb.Add(history);
        verb.Add(folder);
        verb.Add(by);
        verb.Validators.Add(result =>
        {
            if (new[] { result.GetValue(write), result.GetValue(dryRun), result.GetValue(history) }.Count(isGiven => isGiven) > 1)
            {
                result.AddError("--write, --dry-run and --history exclude each other.");
            }
        });
        return verb.Does(async (invocation, cancellationToken) =>
        {
            await using var application = Application.For(invocation);
            var found = await ActingRun.FindAsync(application, invocation.Get(run)!, cancellationToken);
            var names = invocation.Get(proposals) ?? [];
            var service = await ActingService.OpenAsync(application, cancellationToken);
            var actor = Actor.Of(invocation.Get(by));
            var target = Path.GetFullPath(invocation.Get(folder) ?? Path.Combine("omua-changes", found.Id));
            if (invocation.Get(history))
            {
                ActingOutput.Write(invocation.Output, found, await service.StateAsync(found.Id, cancellationToken));
                return ExitCode.Done;
            }

            return invocation.Get(write)
                ? await WriteAsync(invocation, service, found, names, target, actor, cancellationToken)
                : await ShowAsync(invocation, service, found, names, cancellationToken);
        });
    }

    private static async Task<int> WriteAsync(
        Invocation invocation, ActingService service, ActingRun run, IReadOnlyList<string> names, string folder, string actor, CancellationToken cancellationToken)
    {
        var finished = await service.Desk.ReconcileAsync(run.Id, actor, cancellationToken);
        foreach (var id in finished)
        {
            invocation.Output.Message($"finished application {id}, which was interrupted");
        }

        // What was interrupted may have been all that there was to do.
        var isAll = finished.Count > 0 && names.Count == 0 && !await service.HasFreeAsync(run, cancellationToken);
        (string Id, ChangeApplication Application, IReadOnlyList<Fault> LeftOut)? applied = isAll
            ? null : await service.ApplyAsync(run, await service.ChosenAsync(run, names, cancellationToken), folder, actor, cancellationToken);
        var state = await service.StateAsync(run.Id, cancellationToken);
        var written = state.Applications.Where(each => finished.Contains(each.Key) || each.Key == applied?.Id)
            .SelectMany(each => each.Value.Files.Select(file => Path.Combine(each.Value.Folder, file.Name))).ToList();
        invocation.Output.Warn(applied?.LeftOut ?? []);
        Answer(invocation, run, state, written, "wrote", isDryRun: false, applied?.LeftOut ?? [], []);
        return ExitCode.Done;
    }

    private static async Task<int> ShowAsync(Invocation invocation, ActingService service, ActingRun run, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var chosen = await service.ChosenAsync(run, names, cancellationToken);
        var state = await service.StateAsync(run.Id, cancellationToken);
        var refused = await service.TryAsync(run, chosen, cancellationToken);
        var files = refused.Count > 0 ? null : await service.FilesAsync(run, chosen, cancellationToken);
        invocation.Output.Warn(files?.LeftOut ?? []);
        Answer(invocation, run, state, [.. (files?.Of("dry-run") ?? []).Select(file => file.Name)], "would write", isDryRun: true, files?.LeftOut ?? [], refused);
        invocation.Output.Warn(refused, isError: true);
        return refused.Count == 0 ? ExitCode.Done : ExitCode.For(refused);
    }

    private static void Answer(
        Invocation invocation, ActingRun run, ActingState state, IReadOnlyList<string> files, string word, bool isDryRun, IReadOnlyList<Fault> leftOut, IReadOnlyList<Fault> refused)
    {
        if (invocation.IsJson)
        {
            invocation.Output.Json(new JsonObject
            {
                ["run"] = run.Id, ["dry_run"] = isDryRun, ["changes"] = FigureJson.Of(run.Changes, change => ActingOutput.Row(change, state)),
                ["files"] = FigureJson.Of(files, file => JsonValue.Create(file)), ["left_out"] = FigureJson.Of(leftOut, FigureJson.Of), ["refused"] = FigureJson.Of(refused, FigureJson.Of),
            });
            return;
        }

        ActingOutput.Write(invocation.Output, run, state);
        foreach (var file in files)
        {
            invocation.Output.Line($"{word} {file}");
        }

        if (isDryRun && refused.Count == 0)
        {
            invocation.Output.Line($"nothing was changed; to use the approvals: omua apply {run.Id} --write");
        }
    }
}
