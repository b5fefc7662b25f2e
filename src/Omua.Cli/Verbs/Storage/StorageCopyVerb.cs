using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Omua.Cli.Composition;
using Omua.Cli.Shell;
using Omua.Stores.Copying;

namespace Omua.Cli.Verbs.Storage;

/// <summary><c>omua storage copy</c>: moves all that one store holds into another, and compares them.</summary>
internal static class StorageCopyVerb
{
    private static readonly Option<string> To = new("--to") { Description = "The storage plugin that takes the copy; its settings stand under plugins:", HelpName = "BACKEND", Required = true };

    private static readonly Option<string?> From = new("--from") { Description = "The storage plugin that is copied (default: the one in use)", HelpName = "BACKEND" };

    public static Command Create()
    {
        var verb = new Verb("copy", "Copy runs, metrics and documents into an empty store of another backend, and compare; go on with a copy that was interrupted")
        {
            Examples = ["omua storage copy --to postgres", "omua storage copy --from postgres --to sqlite --json"],
        };
        verb.Add(To);
        verb.Add(From);
        return verb.Does(RunAsync);
    }

    private static Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken) => OpenStore.GuardedAsync(invocation, async application =>
    {
        var (from, to) = (invocation.Get(From) ?? application.StorageName, invocation.Get(To)!);
        if (from == to)
        {
            throw new FaultException(UsageFaults.Wrong($"--to {to} is the store that is copied", "name another backend"));
        }

        // As they are, without the keys: what is encrypted is copied so, and opens at its place in the copy.
        var source = await application.Plugins.GetStorageBackendAsync(from, cancellationToken);
        var target = await application.Plugins.GetStorageBackendAsync(to, cancellationToken);
        if (from == application.StorageName)
        {
            await application.NoteAsync("exported", $"store {from}", new JsonObject { ["to"] = to }, cancellationToken: cancellationToken);
        }

        var copy = new StoreCopy(source, target, application.Time) { Progress = new Shown(invocation.Output) };
        await copy.RunAsync(cancellationToken);
        var (one, two) = (await StoreDigest.OfAsync(source, cancellationToken), await StoreDigest.OfAsync(target, cancellationToken));
        if (one != two)
        {
            throw new FaultException(new Fault(FaultCodes.CopyDiffers, $"'{from}' and '{to}' are not equal after the copy: {Differences(one, two)}", "see that nobody writes to either, and copy into an empty store"));
        }

        await copy.EndAsync(cancellationToken);
        Answer(invocation, from, to, one);
    });

    private static string Differences(StoreDigest one, StoreDigest two)
    {
        var parts = new (string What, string One, string Two)[]
        {
            ("runs", $"{one.Runs} with {one.Events} events, {one.RunHash[..12]}", $"{two.Runs} with {two.Events} events, {two.RunHash[..12]}"),
            ("documents", $"{one.Documents}, {one.DocumentHash[..12]}", $"{two.Documents}, {two.DocumentHash[..12]}"),
            ("points", $"{one.Points}, {one.PointHash[..12]}", $"{two.Points}, {two.PointHash[..12]}"),
        };
        return string.Join("; ", parts.Where(part => part.One != part.Two).Select(part => $"{part.What}: {part.One} against {part.Two}"));
    }

    private static void Answer(Invocation invocation, string from, string to, StoreDigest digest)
    {
        if (invocation.IsJson)
        {
            invocation.Output.Json(new JsonObject
            {
                ["from"] = from, ["to"] = to, ["runs"] = digest.Runs, ["events"] = digest.Events, ["run_hash"] = digest.RunHash, ["documents"] = digest.Documents,
                ["document_hash"] = digest.DocumentHash, ["points"] = digest.Points, ["point_hash"] = digest.PointHash,
            });
            return;
        }

        var table = new TextTable("what", "count", "hash, equal in both").Right(1);
        table.Add("runs", digest.Runs.ToString("N0", CultureInfo.InvariantCulture), digest.RunHash);
        table.Add("events", digest.Events.ToString("N0", CultureInfo.InvariantCulture), "with their runs");
        table.Add("documents", digest.Documents.ToString("N0", CultureInfo.InvariantCulture), digest.DocumentHash);
        table.Add("points", digest.Points.ToString("N0", CultureInfo.InvariantCulture), digest.PointHash);
        invocation.Output.Table(table);
        invocation.Output.Line($"'{to}' now holds what '{from}' does; to use it: storage: backend: {to}");
    }

    /// <summary>A line now and then: a copy may take hours.</summary>
    private sealed class Shown(CommandOutput output) : IProgress<CopyProgress>
    {
        private const int Every = 1_000;
        private long _said;

        public void Report(CopyProgress value)
        {
            var done = (value.Runs + value.Documents + value.Points) / Every;
            if (done > _said)
            {
                _said = done;
                output.Message($"copied {value.Runs} runs, {value.Events} events, {value.Documents} documents, {value.Points} points");
            }
        }
    }
}
